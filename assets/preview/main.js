// Applies the author's changes without losing the reader's place. Added by the server; no build contains it.
import { change, Lost, swap } from './change.js'
import { draw } from './panel.js'
import { own, scriptOf } from './script.js'

// The page as it was sent. Other differences in the browser come from the reader or from scripts and stay: only
// differences between two sent pages are applied.
/** @type {Document | null} */
let sent = null
/** @type {string | null} */
let tag = null
/** @type {string | null} */
let start = null
/** @type {string | null} */
let version = null

/** @param {Document} before @param {Document} page */
const show = (before, page) => {
  try {
    change(before, page)
    document.dispatchEvent(new CustomEvent('glossator:changed'))
  } catch (error) {
    if (!(error instanceof Lost)) console.error(error)
    location.reload()
  }
}

// --- what happened to the page -----------------------------------------------------------------------------------

/** @type {PageState} */
const state = { gone: null, away: false, own: [] }
const here = () => location.pathname + location.search

const look = async () => {
  /** @type {HeadersInit} */
  const headers = tag ? { 'If-None-Match': tag } : {}
  const answer = await fetch(here(), { cache: 'no-store', headers })
  if (answer.status === 304) return settle(sent ? troublesOf(sent) : [], null)
  if (answer.redirected && new URL(answer.url).pathname !== location.pathname) return settle([], answer.url)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  // the template fails on this page, or the page is gone: keep the last state
  if (answer.status === 500) return settle(troublesOf(page), null)
  if (answer.status === 404 && !isMissing) return settle([], await whereabouts())
  if (answer.status !== 404 && isMissing) return location.reload()
  tag = answer.headers.get('etag')
  // it changed between the two requests
  if (!sent && scriptOf(page)?.dataset.page !== own().page) return location.reload()
  if (sent) show(sent, page)
  sent = page
  settle(troublesOf(page), null)
}

// Shows the site's not-found page, which then follows changes, too.
const isMissing = 'missing' in own()
/** @param {Document} page @returns {Trouble[]} */
const troublesOf = (page) => JSON.parse(scriptOf(page)?.dataset.troubles ?? '{"list": []}').list

/** @param {Trouble[]} troubles @param {string | null} gone */
const settle = (troubles, gone) => {
  state.own = troubles
  state.gone = gone
  draw(state, all)
}

const whereabouts = async () => {
  const { source } = own()
  if (!source) return ''
  const answer = await fetch(`/__glossator/where?source=${encodeURIComponent(source)}`)
  return (answer.ok && (await answer.json()).url) || ''
}

/** Reloads changed style sheets and images of this page. @param {string[] | null} files */
const refresh = (files) => {
  /** @param {string} url */
  const isMeant = (url) => !files || files.includes(decodeURI(new URL(url, location.href).pathname))
  /** @param {string} url */
  const anew = (url) => {
    const fresh = new URL(url, location.href)
    fresh.searchParams.set('preview', String(Date.now()))
    return fresh.href
  }
  const sheets = /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll('link[rel~=stylesheet]'))
  for (const link of sheets) {
    if (!isMeant(link.href)) continue
    const fresh = /** @type {HTMLLinkElement} */ (link.cloneNode())
    fresh.removeAttribute('integrity')
    fresh.href = anew(link.href)
    swap(link, fresh)
  }
  for (const image of document.images) {
    if (image.currentSrc && isMeant(image.src)) image.src = anew(image.src)
  }
  if (files && [...document.scripts].some((script) => script.src && isMeant(script.src))) location.reload()
}

/** @type {Troubles} */
let all = { list: [], n_errors: 0, n_warnings: 0 }
const troubles = async () => {
  all = await (await fetch('/__glossator/troubles', { cache: 'no-store' })).json()
  draw(state, all)
}

// One at a time: a late answer must not undo a later one.
let work = Promise.resolve()
/** @param {() => void} step */
const then = (step) => {
  work = work.then(step).catch((error) => console.error(error))
}

const events = new EventSource('/__glossator/events')
events.onmessage = ({ data }) => {
  /** @type {News} */
  const news = JSON.parse(data)
  // after a restart of the server the token is outdated
  if (start && start !== news.start) return location.reload()
  start = news.start
  state.away = false
  then(look)
  if (version !== news.troubles) then(troubles)
  version = news.troubles
  if (news.files?.length !== 0) then(() => refresh(news.files))
  then(() => draw(state, all))
  // the page is up to date
  then(() => void document.dispatchEvent(new CustomEvent('glossator:news')))
}
events.onerror = () => {
  state.away = true
  draw(state, all)
}

draw(state, all)

if ('edit' in own()) import('../editor/main.js').catch((error) => console.error(error))
