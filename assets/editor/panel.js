// The side panel: marks, suggestions, diagnostics.

import { make } from '../preview/make.js'
import * as api from './api.js'
import { all, title } from './marks.js'
import { say } from './words.js'

/**
 * The focused button of the panel, to restore the focus after a redraw.
 * @param {string} key
 * @param {Attributes} attributes
 * @param {...(Content | Content[])} content
 */
const button = (key, attributes, ...content) =>
  make('button', { type: 'button', 'data-key': key, ...attributes }, ...content)

/** Identifies a mark in the panel. @param {Mark} mark @param {number} at */
const keyOf = (mark, at) => `${mark.is}-${mark.id ?? mark.start ?? mark.fields.id ?? ''}-${at}`

/**
 * A mark with its words and data.
 * @param {Mark} mark
 * @param {number} at
 * @param {PanelCalls} acts
 * @param {boolean} [isOfGroup]
 */
const entry = (mark, at, { show, edit, remove }, isOfGroup) => {
  const key = keyOf(mark, at)
  const name = title(mark)
  const words = mark.text ?? mark.handle?.quote ?? name
  const second = isOfGroup
    ? []
    : [mark.kind, name === words ? null : name, mark.is === 'source' ? mark.fields.id : null].filter(Boolean)
  return make(
    'li',
    {},
    mark.start === undefined
      ? make('span', { class: 'words', dir: 'auto' }, words)
      : button(
          `${key}-show`,
          { class: 'words', title: say('show'), onclick: () => show(mark) },
          make('bdi', {}, words),
        ),
    second.length ? make('small', {}, ...second.flatMap((it, k) => [k ? ' · ' : '', make('bdi', {}, it)])) : null,
    make(
      'span',
      { class: 'acts' },
      button(
        `${key}-edit`,
        { 'aria-label': say('edit-name', { name }), onclick: () => edit(mark) },
        say(mark.handle ? 'edit' : 'look'),
      ),
      mark.handle
        ? button(
            `${key}-delete`,
            { 'aria-label': say('delete-name', { name }), onclick: () => remove(mark) },
            say('delete'),
          )
        : null,
    ),
  )
}

/**
 * Mentions grouped by entity, in the order of their first mention.
 * @param {Mark[]} mentions
 * @param {PanelCalls} acts
 */
const byEntity = (mentions, acts) => {
  /** @type {Map<string, Mark[]>} */
  const groups = new Map()
  for (const mention of mentions) {
    const id = mention.entity?.id ?? ''
    groups.set(id, [...(groups.get(id) ?? []), mention])
  }
  return [...groups.values()].map((places) =>
    places.length === 1
      ? entry(places[0], 0, acts)
      : make(
          'li',
          { class: 'of-one' },
          make(
            'p',
            { class: 'who' },
            make('bdi', {}, title(places[0])),
            make('span', { class: 'number' }, String(places.length)),
          ),
          make('ul', {}, ...places.map((mark, k) => entry(mark, k, acts, true))),
        ),
  )
}

/**
 * A list that can be folded.
 * @param {string} key
 * @param {string} heading
 * @param {HTMLElement[]} items
 * @param {boolean} isOpen
 * @param {number} [count]
 */
const group = (key, heading, items, isOpen, count = items.length) =>
  items.length
    ? make(
        'details',
        { 'data-group': key, open: isOpen },
        make('summary', { 'data-key': `${key}-group` }, heading, ' ', make('span', { class: 'number' }, String(count))),
        make('ul', {}, ...items),
      )
    : null

/** Finds typed text in the article: selection without a mouse. @param {PanelCalls} acts */
const finder = ({ find, take }) => {
  /** @type {Place[]} */
  let places = []
  let at = 0
  const count = make('span', { class: 'help', role: 'status', 'aria-live': 'polite' })
  const input = make('input', {
    id: 'g-edit-find',
    type: 'search',
    dir: 'auto',
    autocomplete: 'off',
    spellcheck: 'false',
    'data-key': 'find',
    'aria-describedby': 'g-edit-find-help',
  })
  /** @param {number} place */
  const look = (place) => {
    at = place
    count.textContent = input.value.trim()
      ? say(places.length ? 'found' : 'found-none', { at: at + 1, all: places.length })
      : ''
    find(places[at] ?? null)
  }
  input.addEventListener('input', () => {
    places = find.places(input.value)
    look(0)
  })
  input.addEventListener('keydown', (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by && places.length) look((at + by + places.length) % places.length)
    else if (event.key === 'Enter' && places[at]) take(places[at])
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  const element = make(
    'div',
    { class: 'field', role: 'search' },
    make('label', { for: input.id }, say('find')),
    input,
    make('p', { class: 'help', id: 'g-edit-find-help' }, say('help-find')),
    count,
  )
  return {
    element,
    input,
    again: () => {
      places = find.places(input.value)
      at = Math.min(at, Math.max(0, places.length - 1))
    },
  }
}

/** @param {PanelCalls} acts */
export const panel = (acts) => {
  const search = finder(acts)
  const lists = make('div', { class: 'lists' })
  const place = make('div', { class: 'place' })
  const status = make('p', { class: 'told', role: 'status' })
  const undo = button('undo', { onclick: acts.undo })
  const shut = button('close', { class: 'quiet', 'aria-label': say('close'), onclick: acts.close }, '×')
  const main = make(
    'div',
    { class: 'main-part' },
    make('div', { class: 'row' }, button('whole', { onclick: () => acts.whole() }, say('note-on-whole')), undo),
    search.element,
    lists,
  )
  const element = make(
    'aside',
    { class: 'panel', 'aria-label': say('panel'), hidden: true },
    make('header', {}, make('h2', {}, say('panel')), shut),
    status,
    place,
    main,
  )
  const open = new Map([['mention', false]])

  /** @param {Article['suggested'][number]} it @param {number} k */
  const suggested = (it, k) =>
    make(
      'li',
      {},
      button(
        `suggested-${it.entity.id}-show`,
        { class: 'words', title: say('show'), onclick: () => acts.show(it.places[0]) },
        make('bdi', {}, it.entity.name),
      ),
      make('small', {}, make('bdi', {}, it.forms.join(', ')), ` · ${say('places', { n: it.places.length })}`),
      make(
        'span',
        { class: 'acts' },
        button(
          `suggested-${k}-accept`,
          {
            'aria-label': say('accept-name', { name: it.entity.name }),
            onclick: () => acts.act({ action: 'accept', entity: it.entity.id }),
          },
          say('accept'),
        ),
        ...it.forms
          .slice(0, 3)
          .map((form) =>
            button(
              `suggested-${k}-reject-${form}`,
              { 'aria-label': say('reject-name', { name: form }), onclick: () => acts.act({ action: 'reject', form }) },
              it.forms.length > 1 ? say('reject-name', { name: form }) : say('reject'),
            ),
          ),
      ),
    )

  /** @param {Article['unclear'][number]} it @param {number} k */
  const unclear = (it, k) =>
    make(
      'li',
      {},
      button(
        `unclear-${k}-show`,
        { class: 'words', title: say('show'), onclick: () => acts.show(it.places[0]) },
        make('bdi', {}, it.form),
      ),
      make('small', {}, say('whose')),
      make(
        'span',
        { class: 'acts' },
        ...it.entities.map((entity) =>
          button(
            `unclear-${k}-${entity.id}`,
            { onclick: () => acts.act({ action: 'every', form: it.form, entity: entity.id }) },
            make('bdi', {}, entity.name),
            ` (${entity.id})`,
          ),
        ),
        button(
          `unclear-${k}-reject`,
          {
            'aria-label': say('reject-name', { name: it.form }),
            onclick: () => acts.act({ action: 'reject', form: it.form }),
          },
          say('reject'),
        ),
      ),
    )

  /** @param {Trouble} it @param {number} k */
  const trouble = (it, k) =>
    make(
      'li',
      {},
      make('p', { dir: 'auto' }, make('b', { class: it.severity }, `${it.severity}[${it.code}] `), it.message),
      button(
        `trouble-${k}`,
        {
          class: 'quiet',
          onclick: async () => {
            const why = await api.open(it)
            if (why) tell(why)
          },
        },
        `${it.path}:${it.line}:${it.column}`,
      ),
      it.excerpt ? make('pre', { tabindex: 0 }, it.excerpt) : null,
    )

  /** @param {string} words */
  const tell = (words) => {
    status.textContent = words
  }

  /** @param {There} there @param {Trouble[]} troubles */
  const draw = (there, troubles) => {
    const root = /** @type {ShadowRoot} */ (element.getRootNode())
    const key = /** @type {HTMLElement | null} */ (root.activeElement)?.dataset.key
    const scroll = element.scrollTop
    for (const details of lists.querySelectorAll('details')) open.set(details.dataset.group ?? '', details.open)
    /** @param {string} name @param {boolean} [otherwise] */
    const isOpen = (name, otherwise = true) => open.get(name) ?? otherwise
    const marks = all(there)
    /** @param {...MarkKind} kinds */
    const of = (...kinds) => marks.filter(({ is }) => is && kinds.includes(is)).map((mark, k) => entry(mark, k, acts))
    const mentions = marks.filter(({ is }) => is === 'mention')
    lists.replaceChildren(
      ...[
        group('trouble', say('troubles'), troubles.map(trouble), isOpen('trouble')),
        group('lost', say('lost'), of('lost'), isOpen('lost')),
        group(
          'suggested',
          say('suggested'),
          [...there.unclear.map(unclear), ...there.suggested.map(suggested)],
          isOpen('suggested'),
        ),
        group('mention', say('mentions'), byEntity(mentions, acts), isOpen('mention', false), mentions.length),
        group('note', say('notes'), of('note', 'tagged'), isOpen('note')),
        group('statement', say('statements'), of('statement'), isOpen('statement')),
        group('source', say('sources'), of('source'), isOpen('source', false)),
      ].filter((it) => it !== null),
    )
    undo.textContent = there.undo ? say('undo-what', { what: say(`did-${there.undo}`) }) : say('undo')
    undo.disabled = !there.undo
    element.scrollTop = scroll
    if (key && !root.activeElement) {
      const there = /** @type {HTMLElement | null} */ (
        root.querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`)
      )
      // focusing a field would clear the selection in the text
      const field = getSelection()?.isCollapsed ? search.input : null
      ;(there ?? field)?.focus({ preventScroll: true })
    }
    search.again()
  }

  /** @type {Form | null} */
  let held = null
  /** Replaces the lists by a form; `null` restores them. @param {Form | null} form */
  const hold = (form) => {
    held = form
    seek(false)
    place.replaceChildren(...(form ? [form.element] : []))
    main.hidden = form !== null
    if (form) {
      element.scrollTop = 0
      form.focus()
    }
  }
  /** Shows the search above a form. @param {boolean} isSought */
  const seek = (isSought) => {
    const isThere = search.element.parentNode === main
    if (isSought && isThere) place.before(search.element)
    if (!isSought && !isThere) lists.before(search.element)
    return search.input
  }
  return {
    element,
    draw,
    hold,
    seek,
    tell,
    get form() {
      return held
    },
  }
}
