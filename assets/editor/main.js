// The editor of `serve --edit`: select words in the page to edit annotations in the sources. No build contains it.

import { make } from '../preview/make.js'
import * as api from './api.js'
import * as forms from './forms.js'
import { under } from './marks.js'
import { panel } from './panel.js'
import { STYLE } from './style.js'
import { Text } from './text.js'
import { toolbar } from './toolbar.js'
import { say, speak } from './words.js'

const { words, dir, language } = await api.words()
speak(words)

const host = make('div', { id: 'g-editor', class: 'added', lang: language, dir })
// the page may have the other direction
host.toggleAttribute('data-mirrored', getComputedStyle(document.body).direction !== dir)
const root = host.attachShadow({ mode: 'open' })
const messages = /** @type {HTMLElement} */ (document.getElementById('g-preview'))
const viewport = /** @type {VisualViewport} */ (visualViewport)
/** The field that searches the text. */
const searchField = () => /** @type {HTMLElement | null} */ (root.querySelector('#g-edit-find'))
/** @returns {HTMLElement | null} */
const body = () => document.querySelector('.article-body')

/** @type {There | null} */
let there = null
/** @type {Text | null} */
let text = null
/** the words of the present toolbar or form @type {Place | null} */
let chosen = null
/** who receives the next selection @type {((place: Place | null) => void) | null} */
let aiming = null
/** @type {HTMLElement | null} */
let before = null

// --- what is shown in the text -------------------------------------------------------------------------------------

const sheet = new CSSStyleSheet()
sheet.replaceSync(`::highlight(g-edit) { background-color: #ffd54a; color: #1a1a1a }
@media (forced-colors: active) { ::highlight(g-edit) { background-color: Highlight; color: HighlightText } }`)
document.adoptedStyleSheets.push(sheet)

/** @param {Place | null} place */
const light = (place) => {
  const range = place && text?.range(place.start, place.end)
  if (!CSS.highlights) return range
  if (range) CSS.highlights.set('g-edit', new Highlight(range))
  else CSS.highlights.delete('g-edit')
  return range
}

/** @param {any} place */
const goTo = (place) => {
  const range = light(place)
  if (!range) return
  const { top, bottom } = range.getBoundingClientRect()
  const end = textEnd()
  if (top < 60 || bottom > end - 20) scrollBy({ top: top - end / 3, behavior: 'instant' })
}

/** The lower edge of the visible text: the panel may cover the bottom of the window. */
const textEnd = () => {
  const box = side.element.getBoundingClientRect()
  return !side.element.hidden && box.width >= innerWidth - 1 ? box.top : innerHeight - foot()
}

/** Other things at the bottom of the window: messages of the preview, or an on-screen keyboard. */
const foot = () => {
  const isSaying = messages.shadowRoot?.querySelector('.bar > *, section:not([hidden])')
  const { height, offsetTop, scale } = viewport
  return Math.max(
    0,
    isSaying ? messages.offsetHeight : 0,
    scale === 1 ? Math.round(innerHeight - height - offsetTop) : 0,
  )
}
const stand = () => host.style.setProperty('--foot', `${foot()}px`)

// --- the article, as the server knows it ---------------------------------------------------------------------------

/** entities by id, including those that only a field refers to @type {Map<string, Entity>} */
const known = new Map()
/** @param {Article} article */
const learn = async ({ marked }) => {
  for (const it of [...marked.entities, ...marked.mentions.map(({ entity }) => entity)]) if (it) known.set(it.id, it)
  const fields = Object.values(marked)
    .filter(Array.isArray)
    .flat()
    .map((mark) => mark.fields)
  const ids = fields.flatMap(({ entity, speaker, words_of, publisher, about }) => [
    entity,
    speaker,
    words_of,
    publisher,
    ...(about ?? []),
  ])
  await Promise.all(
    [...new Set(ids)]
      .filter((id) => id && !known.has(id))
      .map(async (id) => {
        const found = (await api.entities(id)).find((it) => it.id === id)
        if (found) known.set(id, found)
      }),
  )
}

let work = Promise.resolve()
const load = () => {
  work = work
    .then(async () => {
      const [article, troubles] = await Promise.all([api.article(), api.troubles()])
      const { marked } = article
      for (const mark of Object.values(marked).filter(Array.isArray).flat()) mark.fields ??= {}
      /** @param {string} id */
      const label = (id) => article.choices.note_kinds.find((it) => it.id === id)?.label ?? id
      await learn(article)
      for (const mark of marked.notes) mark.kind = label(mark.fields.kind)
      for (const mark of marked.lost) mark.entity ??= known.get(mark.fields.entity)
      for (const mark of [...marked.statements, ...marked.lost.filter(({ handle }) => handle?.what === 'statement')]) {
        mark.kind = mark.fields.kind && say(`said-${mark.fields.kind}`)
        mark.speaker = known.get(mark.fields.speaker)?.name ?? mark.fields.speaker
      }
      there = { ...article, entities: [...known.values()], sources: marked.sources }
      const old = text
      const shown = body()
      text = shown && new Text(article.text, shown)
      side.form?.renew(there, text, old)
      if (chosen && text && old) chosen = side.form?.place ?? text.follow(chosen, old)
      side.draw(there, troubles)
      if (text && !text.fits) side.tell(say('page-differs'))
      light(chosen)
      // words selected while the page changed
      look()
    })
    .catch((error) => side.tell(error.message))
  return work
}

// --- forms ---------------------------------------------------------------------------------------------------------

const close = () => {
  side.hold(null)
  aiming = null
  chosen = null
  light(null)
  const back = before?.isConnected ? before : searchField()
  back?.focus({ preventScroll: true })
}

/** After a form has ended; `null`: nothing was done. @param {Written | null} written */
const done = async (written) => {
  close()
  // a cancelled form may still have made an entity
  await (written ? report(written) : load())
}

/** @param {Written} written */
const report = async (written) => {
  await load()
  side.tell(say('written', { files: written.files.join(', ') }))
}

/** @param {Form} form */
const hold = (form) => {
  open()
  bar.hide()
  side.hold(form)
}

/** Remembers the focus before the toolbar or a form takes it. */
const remember = () => {
  if (!bar.element.contains(root.activeElement))
    before = /** @type {HTMLElement | null} */ (root.activeElement ?? document.activeElement)
}

/** @param {ToolKind} kind @param {Place | null} place */
const begin = (kind, place) => {
  remember()
  chosen = place
  getSelection()?.removeAllRanges()
  if (there) hold(forms.fresh(kind, place, there, { done, again: load, aim }))
  // the panel may cover the words now
  if (place) goTo(place)
}

/** @param {Mark} mark */
const edit = (mark) => {
  remember()
  chosen = mark.start === undefined ? null : /** @type {Place} */ (mark)
  if (there) hold(forms.existing(mark, there, { done, again: load, aim }))
  if (chosen) goTo(chosen)
}

/** A form asks for words; returns the search field. @param {(place: Place | null) => void} take */
const aim = (take) => {
  aiming = take
  return side.seek(true)
}
/** @param {Place | null} place */
const hit = (place) => {
  const take = aiming
  aiming = null
  side.seek(false)
  take?.(place)
}

let isBusy = false
/** One action at a time: a double click counts once. @param {() => Promise<Written>} work */
const once = async (work) => {
  if (isBusy) return
  isBusy = true
  try {
    await report(await work())
  } catch (error) {
    side.tell(error instanceof Error ? error.message : String(error))
    load()
  } finally {
    isBusy = false
  }
}
/** @param {object} action */
const act = (action) => once(() => api.act(action))

// --- the parts -----------------------------------------------------------------------------------------------------

/** @param {Place} place */
const whole = ({ start, end }) => /** @type {Text} */ (text).whole(start, end)
/** @param {Place | null} place */
const find = (place) => (place ? goTo(whole(place)) : light(null))
find.places = (/** @type {string} */ words) => text?.find(words) ?? []

const undo = () => once(api.undo)

const side = panel({
  find,
  undo,
  edit,
  act,
  take: (place) => offer(whole(place), true),
  show: (place) => goTo(place),
  remove: (mark) => act({ action: 'delete', target: mark.handle }),
  whole: () => begin('note', null),
  close: () => shut(),
})
const bar = toolbar((kind) => begin(kind, chosen))
const opener = make(
  'button',
  {
    class: 'opener',
    type: 'button',
    onclick: () => {
      open()
      searchField()?.focus()
    },
  },
  say('open'),
)

const KEY = 'glossator-editor'
const open = () => {
  side.element.hidden = false
  opener.hidden = true
  sessionStorage.setItem(KEY, 'open')
}
const shut = () => {
  // keep the form for when it is opened again
  if (aiming) hit(null)
  if (!side.form) chosen = null
  side.element.hidden = true
  opener.hidden = false
  light(null)
  sessionStorage.setItem(KEY, 'shut')
  opener.focus({ preventScroll: true })
}

/**
 * Shows what can be made from a selection, or passes it to the form that asked.
 * @param {Place} place
 * @param {boolean} isByKey
 */
const offer = (place, isByKey) => {
  const range = light(place)
  if (!range) return
  chosen = place
  if (aiming) {
    getSelection()?.removeAllRanges()
    return hit(place)
  }
  remember()
  bar.show(range)
  if (isByKey) bar.focus()
}

// --- what the author does in the page ------------------------------------------------------------------------------

const selected = () => {
  const selection = getSelection()
  const shown = body()
  if (!text || !shown || !selection || selection.isCollapsed || !selection.rangeCount) return null
  const range = selection.getRangeAt(0)
  /** @param {Node} node */
  const out = (node) => (node instanceof Element ? node : node.parentElement)?.closest('.ref, .notes, .added')
  if (!shown.contains(range.commonAncestorContainer)) return null
  if (!out(range.commonAncestorContainer)) return text.from(range)
  side.tell(say('not-text'))
  return null
}

/** Hides the toolbar and clears its selection. */
const drop = () => {
  bar.hide()
  chosen = null
  light(null)
}

let timer = 0
let isPressed = false
const look = () => {
  if (isPressed || (side.form && !aiming)) return
  const place = selected()
  if (place) offer(place, false)
  // after a change of the page, find the words in its new text
  else if (bar.isShown && !root.activeElement && (!text || text.isShown)) drop()
}
const settle = () => {
  clearTimeout(timer)
  timer = setTimeout(look, matchMedia('(pointer: coarse)').matches ? 350 : 120)
}
document.addEventListener('selectionchange', settle)
addEventListener(
  'pointerdown',
  (event) => {
    // dragging selection handles on a touch screen gives no pointer event
    isPressed = event.pointerType === 'mouse'
    if (bar.isShown && !event.composedPath().includes(host)) drop()
  },
  true,
)
for (const end of ['pointerup', 'pointercancel', 'dragend']) {
  addEventListener(
    end,
    () => {
      isPressed = false
      settle()
    },
    true,
  )
}
const follow = () => {
  const range = bar.isShown && chosen && text?.range(chosen.start, chosen.end)
  if (range) bar.show(range)
}
addEventListener('scroll', follow, { passive: true })
addEventListener('resize', follow)

document.addEventListener(
  'click',
  (event) => {
    const target = /** @type {Element} */ (event.target)
    const shown = body()
    if (
      side.element.hidden ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      event.altKey ||
      event.button ||
      !there ||
      !shown?.contains(target)
    )
      return
    // selecting words is not a click
    if (!getSelection()?.isCollapsed || target.closest('.notes, .added')) return
    const marks = under(target, shown, there)
    if (!marks.length) return
    event.preventDefault()
    event.stopPropagation()
    // a click must not discard input
    if (side.form) return
    if (marks.length === 1) return edit(marks[0])
    remember()
    hold(forms.which(marks, { pick: edit, done }))
  },
  true,
)

/** @param {KeyboardEvent} event */
const onKey = (event) => {
  const inField = [document.activeElement, root.activeElement].some((it) =>
    it?.matches?.('input, textarea, select, [contenteditable]'),
  )
  const isMain = event.ctrlKey || event.metaKey
  if (isMain && event.key === 'Enter' && !inField) {
    const place = selected()
    if (!place) return
    offer(place, true)
  } else if (isMain && !event.shiftKey && event.key.toLowerCase() === 'z' && !inField && there?.undo) undo()
  else if (event.key === 'Escape' && bar.isShown) {
    drop()
    if (root.activeElement) searchField()?.focus({ preventScroll: true })
  } else if (event.key === 'Escape' && aiming) hit(null)
  else return
  event.preventDefault()
}
document.addEventListener('keydown', onKey)
// keep key events here from the site's own scripts, which cannot see the fields
for (const kind of ['keydown', 'keypress', 'keyup']) {
  root.addEventListener(kind, (event) => {
    if (kind === 'keydown') onKey(/** @type {KeyboardEvent} */ (event))
    event.stopPropagation()
  })
}

document.addEventListener('glossator:news', load)
addEventListener('beforeunload', (event) => {
  if (side.form?.isTouched) event.preventDefault()
})

root.append(make('style', {}, STYLE), opener, bar.element, side.element)
document.documentElement.append(host)
new ResizeObserver(stand).observe(messages)
for (const kind of ['resize', 'scroll']) viewport.addEventListener(kind, stand)
stand()
const isWide = matchMedia('(min-width: 75rem)').matches
if (sessionStorage.getItem(KEY) === 'open' || (isWide && sessionStorage.getItem(KEY) !== 'shut')) open()
await load()
host.dataset.ready = ''
