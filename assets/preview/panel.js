// The panel at the bottom of the window: messages, and the state of the page.
import { make } from './make.js'
import { open, own } from './script.js'
import { STYLE } from './style.js'

/** @param {number} n @param {string} word */
const counted = (n, word) => (n ? `${n} ${word}${n === 1 ? '' : 's'}` : null)

/** @param {Trouble[]} list */
const n_errors = (list) => list.filter(({ severity }) => severity === 'error').length

const host = make('div', { id: 'g-preview', class: 'added' })
const root = host.attachShadow({ mode: 'open' })
document.documentElement.append(host)

let isOpen = false
// errors that were shown last
let seen = ''
// why a source could not be opened
let said = ''
/** What is drawn. @type {[PageState, Troubles]} */
let drawn = [
  { gone: null, away: false, own: [] },
  { list: [], n_errors: 0, n_warnings: 0 },
]

/** @param {Trouble} trouble */
const item = (trouble) => {
  const ask = async () => {
    said = (await open(trouble)) ?? ''
    draw(...drawn)
  }
  const level = make('span', { class: `level of-${trouble.severity}` }, `${trouble.severity}[${trouble.code}]`)
  const place = `${trouble.path}:${trouble.line}:${trouble.column}`
  return make(
    'li',
    {},
    make('p', {}, level, trouble.message),
    make('button', { class: 'place', type: 'button', title: 'Open in the editor', onclick: ask }, place),
    trouble.excerpt ? make('pre', { tabindex: 0 }, trouble.excerpt) : null,
  )
}

const toggle = () => {
  isOpen = !isOpen
  draw(...drawn)
  focusCount()
}

/** @param {FocusOptions} [options] */
const focusCount = (options) => /** @type {HTMLElement | null} */ (root.querySelector('.count'))?.focus(options)

/** @param {PageState} state */
const whereabouts = ({ gone }) => {
  if (gone === null) return null
  if (!gone)
    return make('span', { class: 'gone', role: 'status' }, 'this page is gone; what is shown is how it was last')
  const link = make('a', { href: gone }, decodeURI(new URL(gone, location.href).pathname))
  return make('span', { class: 'gone', role: 'status' }, 'this page has moved: ', link)
}

/** @param {string} title @param {Trouble[]} troubles */
const part = (title, troubles) =>
  troubles.length ? [make('h2', {}, title), make('ol', {}, ...troubles.map(item))] : []

/**
 * Shows the state of the page, and the diagnostics of the site.
 * @param {PageState} state
 * @param {Troubles} all
 */
export const draw = (state, all) => {
  drawn = [state, all]
  const { source } = own()
  const list = [...state.own, ...all.list]
  /** @param {Trouble} trouble */
  const isOwnFile = ({ path }) => path === source
  const near = state.own.concat(all.list.filter(isOwnFile))
  const far = all.list.filter((it) => !isOwnFile(it))
  const errors = all.n_errors + n_errors(state.own)
  const words = [counted(errors, 'error'), counted(all.n_warnings, 'warning')].filter(Boolean)
  const counts = (words.length ? words : [counted(list.length, 'note')]).join(', ')
  // opened once for new errors; stays closed if the author closed it
  const now = JSON.stringify(list.filter((it) => it.severity === 'error'))
  if (now !== seen) {
    isOpen = errors > 0
    said = ''
  }
  seen = now
  if (!list.length) isOpen = false
  const inner = root.activeElement?.className
  const scroll = root.querySelector('section')?.scrollTop ?? 0
  const bar = [
    list.length &&
      make(
        'button',
        {
          class: `count ${errors ? 'error' : 'warning'}`,
          type: 'button',
          'aria-expanded': String(isOpen),
          'aria-controls': 'list',
          onclick: toggle,
        },
        counts,
      ),
    own().draft !== undefined && make('span', { class: 'draft' }, 'draft'),
    whereabouts(state),
    state.away && make('span', { class: 'away', role: 'status' }, 'the preview has ended'),
    said && make('span', { class: 'said', role: 'status' }, said),
  ]
  const section = make(
    'section',
    {
      id: 'list',
      role: 'region',
      'aria-label': 'Messages',
      tabindex: 0,
      onkeydown: ({ key }) => key === 'Escape' && toggle(),
    },
    ...part('This page', near),
    ...part(near.length ? 'Elsewhere in the site' : 'In the site', far),
  )
  section.hidden = !isOpen
  root.replaceChildren(make('style', {}, STYLE), make('div', { class: 'bar' }, ...bar.map((it) => it || null)), section)
  section.scrollTop = scroll
  if (inner?.startsWith('count')) focusCount({ preventScroll: true })
}
