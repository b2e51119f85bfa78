// Creates elements.

/**
 * An element. `on…` is a handler; an attribute is absent if `null`, `undefined` or `false`.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Attributes} [attributes]
 * @param {...(Content | Content[])} content
 * @returns {HTMLElementTagNameMap[Name]}
 */
export const make = (name, attributes = {}, ...content) => {
  const element = /** @type {any} */ (document.createElement(name))
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    if (key.startsWith('on') || key === 'value' || key === 'checked' || key === 'innerHTML') element[key] = value
    else element.setAttribute(key, value === true ? '' : value)
  }
  element.append(...content.flat().filter((it) => it !== null && it !== undefined && it !== false))
  return element
}
