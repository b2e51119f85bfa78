// Maps the page to the text stream and back. Elements with `ref`, `notes` or `added` are not part of the text, and
// white space is not counted, so that both sides need not agree on it.

/** Unicode White_Space, which differs from `\s` @param {string} letter */
const isSpace = (letter) => /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/.test(letter)

/** @param {string} text */
const lettersOf = (text) => [...text].filter((letter) => !isSpace(letter))
/** @param {string} text */
const n_letters = (text) => lettersOf(text).length

/** @param {any} element */
const isOut = (element) => element.matches?.('.ref, .notes, .added')

/**
 * The text nodes that show a stream, given its letters. Skips other text in between, such as the author's HTML or a
 * template's.
 * @param {Element} body
 * @param {string[]} letters
 */
const nodesOf = (body, letters) => {
  /** @param {Node} node */
  const accept = (node) =>
    isOut(node)
      ? NodeFilter.FILTER_REJECT
      : node.nodeType === Node.TEXT_NODE
        ? NodeFilter.FILTER_ACCEPT
        : NodeFilter.FILTER_SKIP
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, accept)
  /** @type {{ node: CharacterData, start: number, count: number }[]} */
  const nodes = []
  let start = 0
  while (walker.nextNode()) {
    const node = /** @type {CharacterData} */ (walker.currentNode)
    const own = lettersOf(node.data)
    if (!own.length || !own.every((letter, at) => letter === letters[start + at])) continue
    nodes.push({ node, start, count: own.length })
    start += own.length
  }
  return { nodes, count: start }
}

/** The UTF-16 offset of the n-th letter in a text node. @param {string} data @param {number} letter */
const offsetOf = (data, letter) => {
  let [at, seen] = [0, 0]
  for (const one of data) {
    if (!isSpace(one)) {
      if (seen === letter) return at
      seen += 1
    }
    at += one.length
  }
  return at
}

/** An article's text stream and the page that shows it. Places are code points. */
export class Text {
  /** @param {string} stream @param {Element} body */
  constructor(stream, body) {
    this.points = [...stream]
    /** @type {number[]} */
    this.places = []
    this.points.forEach((point, at) => {
      if (!isSpace(point)) this.places.push(at)
    })
    const { nodes, count } = nodesOf(
      body,
      this.places.map((place) => this.points[place]),
    )
    this.nodes = nodes
    // the page may have been sent before the last change
    this.fits = count === this.places.length
  }

  /** Whether the page still has these nodes. */
  get isShown() {
    return this.nodes.every(({ node }) => node.isConnected)
  }

  /** @param {number} start @param {number} end */
  words(start, end) {
    return this.points.slice(start, end).join('').replaceAll('\n', ' ')
  }

  /**
   * The words of a page range, whole characters without surrounding white space; `null` if there are none.
   * @param {Range} range
   */
  from(range) {
    const inside = this.nodes.filter(({ node }) => range.intersectsNode(node))
    if (!this.fits || !inside.length) return null
    /**
     * @param {(typeof this.nodes)[number]} part
     * @param {Node} container
     * @param {number} offset
     * @param {number} otherwise
     */
    const edge = ({ node, start }, container, offset, otherwise) =>
      start + (node === container ? n_letters(node.data.slice(0, offset)) : otherwise)
    const first = edge(inside[0], range.startContainer, range.startOffset, 0)
    const final = inside[inside.length - 1]
    const last = edge(final, range.endContainer, range.endOffset, final.count)
    return first < last ? this.whole(this.places[first], this.places[last - 1] + 1) : null
  }

  /** Extends a range to whole characters. @param {number} start @param {number} end */
  whole(start, end) {
    const before = this.points.lastIndexOf('\n', start) + 1
    const next = this.points.indexOf('\n', end)
    const line = this.points.slice(before, next < 0 ? undefined : next).join('')
    let at = before
    let [from, to] = [start, end]
    for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(line)) {
      const after = at + [...segment].length
      if (at < start && start < after) from = at
      if (at < end && end < after) to = after
      at = after
    }
    return { start: from, end: to, text: this.words(from, to) }
  }

  /** Number of letters before a place in the stream. @param {number} point */
  n_before(point) {
    let [low, high] = [0, this.places.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.places[middle] < point) low = middle + 1
      else high = middle
    }
    return low
  }

  /**
   * Maps a place of an older text; `null` if it was changed. Assumes that the texts differ in one piece.
   * @param {Place} place
   * @param {Text} before
   * @returns {Place | null}
   */
  follow({ start, end, ...rest }, before) {
    const [old, now] = [before.points, this.points]
    const least = Math.min(old.length, now.length)
    let head = 0
    while (head < least && old[head] === now[head]) head += 1
    let tail = 0
    while (tail < least - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1
    if (end <= head) return { start, end, ...rest }
    const by = now.length - old.length
    return start >= old.length - tail ? { start: start + by, end: end + by, ...rest } : null
  }

  /**
   * The page range of these words; `null` if the page does not have them.
   * @param {number} start
   * @param {number} end
   */
  range(start, end) {
    const first = this.n_before(start)
    const last = this.n_before(end) - 1
    /** @param {number} wanted */
    const at = (wanted) => this.nodes.find(({ start: from, count }) => from <= wanted && wanted < from + count)
    const [a, b] = [at(first), at(last)]
    if (!this.fits || last < first || !a || !b) return null
    const range = document.createRange()
    range.setStart(a.node, offsetOf(a.node.data, first - a.start))
    const end16 = offsetOf(b.node.data, last - b.start)
    range.setEnd(b.node, end16 + [...b.node.data.slice(end16)][0].length)
    return range
  }

  /**
   * All places of some words, ignoring white space and case; not extended to whole characters, since there may be many.
   * @param {string} words
   * @returns {Place[]}
   */
  find(words) {
    const sought = words
      .trim()
      .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
      .replace(/\s+/g, '\\s+')
    if (!sought) return []
    const stream = this.points.join('')
    const found = []
    let [at, points] = [0, 0]
    for (const { 0: text, index } of stream.matchAll(new RegExp(sought, 'giu'))) {
      points += [...stream.slice(at, index)].length
      at = index
      found.push({ start: points, end: points + [...text].length })
    }
    return found
  }
}
