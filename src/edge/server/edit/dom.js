// Creates elements and their interface strings.

export const make = (name, attributes = {}, ...content) => {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    if (key.startsWith('on') || key === 'value' || key === 'checked' || key === 'innerHTML') element[key] = value
    else element.setAttribute(key, value === true ? '' : value)
  }
  element.append(...content.flat().filter((it) => it !== null && it !== undefined && it !== false))
  return element
}

let words = {}
export const speak = (all) => { words = all }

/** An interface string of the editor; fills in `{name}`. */
export const say = (key, values = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)

let last = 0
export const unique = () => `g-edit-${(last += 1)}`
