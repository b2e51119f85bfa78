// Applies the differences between two sent pages to the page in the browser.
import { pairs } from './pairs.js'
import { isOwn } from './script.js'

/** The page cannot be changed in place. */
export class Lost extends Error {}

/** Whether it is a script that runs; a data block counts as text. @param {any} node */
const isScript = (node) => node.nodeName === 'SCRIPT' && !isOwn(node) && /^(|module|text\/javascript)$/.test(node.type)
/** @param {any} node */
const isSheet = (node) => node.nodeName === 'LINK' && node.relList.contains('stylesheet')

/**
 * The nodes in the browser for those that were sent, without nodes added by scripts.
 * @param {any[]} sentNodes
 * @param {any[]} live
 * @returns {Map<Node, any>}
 */
const standing = (sentNodes, live) => {
  const found = new Map()
  let at = 0
  for (const node of sentNodes) {
    /** @param {any} other */
    const like = (other) =>
      other.nodeName === node.nodeName && (!node.id || other.id === node.id) && other.rel === node.rel
    let place = live.findIndex((other, place) => place >= at && like(other) && other.isEqualNode(node))
    if (place < 0) place = live.findIndex((other, place) => place >= at && like(other))
    if (place < 0) {
      // moved by a script
      const moved = node.id && document.getElementById(node.id)
      if (moved) found.set(node, moved)
      continue
    }
    found.set(node, live[place])
    at = place + 1
  }
  return found
}

/** @param {Element} before @param {Element} after @param {Element} live */
const attributes = (before, after, live) => {
  for (const { name } of [...before.attributes]) {
    if (!after.hasAttribute(name)) live.removeAttribute(name)
  }
  for (const { name, value } of [...after.attributes]) {
    if (before.getAttribute(name) !== value) live.setAttribute(name, value)
  }
}

/** @type {WeakMap<Element, Element[]>} */
const replaced = new WeakMap()
/**
 * Adds the new style sheet before removing the old one, to avoid a flash. One replaced while loading passes on the
 * sheet that it replaces.
 * @param {Element} live
 * @param {Element} fresh
 */
export const swap = (live, fresh) => {
  const all = [live, ...(replaced.get(live) ?? [])]
  replaced.set(fresh, all)
  const done = () => {
    for (const old of all) old.remove()
  }
  fresh.addEventListener('load', done, { once: true })
  fresh.addEventListener('error', done, { once: true })
  live.after(fresh)
}

/** Applies a change of one node. @param {any} before @param {any} after @param {any} live @returns {void} */
const morph = (before, after, live) => {
  if (before.isEqualNode(after)) return
  if (!live) throw new Lost()
  if (before.nodeType !== Node.ELEMENT_NODE) {
    if (live.nodeValue !== after.nodeValue) live.nodeValue = after.nodeValue
    return
  }
  if (isOwn(before)) return attributes(before, after, live)
  // a changed script must run from the start
  if (isScript(before)) throw new Lost()
  if (isSheet(before)) return swap(live, document.importNode(after, true))
  attributes(before, after, live)
  children(before, after, live)
}

/** Applies a change of the nodes inside. @param {Element} before @param {Element} after @param {Element} live */
const children = (before, after, live) => {
  const [olds, news] = [[...before.childNodes], [...after.childNodes]]
  const stands = standing(olds, [...live.childNodes])
  const paired = pairs(olds, news)
  const kept = new Map(paired.map(([from, to]) => [to, from]))
  const stays = new Set(paired.map(([from]) => from))
  const gone = olds.filter((_, at) => !stays.has(at))
  if (gone.some(isScript)) throw new Lost()
  const sheets = gone.filter(isSheet)
  for (const node of gone) {
    if (!isSheet(node)) stands.get(node)?.remove()
  }
  /** @type {any} */
  let last = null
  news.forEach((node, at) => {
    const former = kept.get(at)
    if (former !== undefined) {
      const old = olds[former]
      const there = stands.get(old)
      morph(old, node, there)
      if (there?.parentNode === live) last = there
      return
    }
    if (isScript(node)) throw new Lost()
    const fresh = document.importNode(node, true)
    if (last) last.after(fresh)
    else live.prepend(fresh)
    last = fresh
  })
  const remove = () => {
    for (const node of sheets) stands.get(node)?.remove()
  }
  const links = /** @type {NodeListOf<HTMLLinkElement>} */ (live.querySelectorAll('link[rel~=stylesheet]'))
  const coming = sheets.length ? [...links].pop() : null
  if (coming && !coming.sheet) coming.addEventListener('load', remove, { once: true })
  else remove()
}

/** Keeps the scroll position: anchors to the focused element, else to a small visible one. @param {() => void} work */
const keepingPlace = (work) => {
  /** @param {Element} element */
  const isSeen = (element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return top < innerHeight && bottom > 0
  }
  // panels over the page do not move with text
  /** @param {Element} element */
  const isOver = (element) => element.parentNode === document.documentElement && element.classList.contains('added')
  const focus = document.activeElement
  const heights = [0.2, 0.35, 0.5, 0.65, 0.8].map((part) => innerHeight * part)
  const points = heights.map((height) => document.elementFromPoint(innerWidth / 2, height)).filter((it) => it !== null)
  /** @param {any} element @returns {number} */
  const size = (element) => element.offsetHeight
  const near = points.filter((it) => !isOver(it)).sort((a, b) => size(a) - size(b))
  const isHeld = focus && focus !== document.body && !isOver(focus) && isSeen(focus)
  const held = (isHeld ? [focus, ...near] : near).map((place) => ({ place, top: place.getBoundingClientRect().top }))
  work()
  const found = held.find(({ place }) => place.isConnected)
  if (!found || scrollY <= 0) return
  scrollBy({ top: found.place.getBoundingClientRect().top - found.top, behavior: 'instant' })
}

/**
 * Changes the page in the browser as `before` became `after`, both as they were sent. Throws `Lost`.
 * @param {Document} before
 * @param {Document} after
 */
export const change = (before, after) => {
  keepingPlace(() => morph(before.documentElement, after.documentElement, document.documentElement))
}
