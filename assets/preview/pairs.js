// Pairs the nodes of a page before and after a change.

/** The kind of a node. @param {any} node */
const key = (node) => `${node.nodeName} ${node.rel || ''} ${node.media || ''}`

/**
 * Pairs the nodes of two lists in order: equal nodes, and between those, nodes of one kind.
 * @param {Node[]} olds
 * @param {Node[]} news
 * @returns {[number, number][]} their indices
 */
export const pairs = (olds, news) => {
  let first = 0
  const least = Math.min(olds.length, news.length)
  while (first < least && olds[first].isEqualNode(news[first])) first++
  let end = 0
  while (end < least - first && olds[olds.length - 1 - end].isEqualNode(news[news.length - 1 - end])) end++
  const [lastOld, lastNew] = [olds.length - end, news.length - end]
  /** @type {[number, number][]} */
  const found = []
  for (let at = 0; at < first; at++) found.push([at, at])
  let [from, to] = [first, first]
  const equal = common(olds.slice(first, lastOld), news.slice(first, lastNew))
  for (const [old, now] of [...equal, [lastOld - first, lastNew - first]]) {
    // between two equal pairs: match nodes of the same kind
    while (from < first + old && to < first + now) {
      const next = news.slice(to, first + now).findIndex((other) => key(other) === key(olds[from]))
      if (next >= 0) {
        found.push([from, to + next])
        to += next + 1
      }
      from++
    }
    if (first + old < lastOld) found.push([first + old, first + now])
    ;[from, to] = [first + old + 1, first + now + 1]
  }
  for (let at = 0; at < end; at++) found.push([lastOld + at, lastNew + at])
  return found
}

/**
 * What is compared: no ids and numbers in attributes, which change when something is inserted before.
 * @param {any} node
 */
const text = (node) => {
  if (node.nodeType !== Node.ELEMENT_NODE) return `${node.nodeName}${node.nodeValue}`
  return `<${node.nodeName}>${node.textContent.trim() || node.outerHTML}`
}

/**
 * The longest common subsequence of two node lists; white space between elements has little weight.
 * @param {Node[]} olds
 * @param {Node[]} news
 * @returns {[number, number][]} indices of equal nodes
 */
const common = (olds, news) => {
  const [a, b] = [olds.map(text), news.map(text)]
  // too long for a full comparison: only nodes unique on both sides
  if (a.length * b.length > 4e6) {
    /** @param {string[]} list */
    const once = (list) => list.filter((it, at) => it.trim() && list.indexOf(it) === at && list.lastIndexOf(it) === at)
    const both = once(a).filter((it) => b.indexOf(it) >= 0 && b.indexOf(it) === b.lastIndexOf(it))
    let last = -1
    /** @type {[number, number][]} */
    const places = both.map((it) => [a.indexOf(it), b.indexOf(it)])
    return places.filter(([, at]) => {
      const isLater = at > last
      if (isLater) last = at
      return isLater
    })
  }
  const width = b.length + 1
  const best = new Float32Array((a.length + 1) * width)
  const weight = a.map((it) => (/^#text\s*$/.test(it) ? 0.01 : 1))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const both = a[i] === b[j] ? best[(i + 1) * width + j + 1] + weight[i] : 0
      best[i * width + j] = Math.max(both, best[(i + 1) * width + j], best[i * width + j + 1])
    }
  }
  /** @type {[number, number][]} */
  const found = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const isBest = best[i * width + j] === Math.fround(best[(i + 1) * width + j + 1] + weight[i])
    if (a[i] === b[j] && isBest) found.push([i++, j++])
    else if (best[(i + 1) * width + j] >= best[i * width + j + 1]) i++
    else j++
  }
  return found
}
