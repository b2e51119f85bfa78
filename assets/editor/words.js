// The interface strings of the editor.

/** @type {Record<string, string>} */
let words = {}
/** @param {Record<string, string>} all */
export const speak = (all) => {
  words = all
}

/**
 * An interface string of the editor; fills in `{name}`.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export const say = (key, values = {}) =>
  (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole))
