// Elements, and the words that stand in them.

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

/** A message of the editor; `{name}` in it is filled in. */
export const say = (key, values = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)

let last = 0
export const unique = () => `g-edit-${(last += 1)}`
