// Forms for new marks on a selection, and for existing marks.

import { make } from '../preview/make.js'
import * as api from './api.js'
import { changed, fieldset, filled } from './fields.js'
import { all, formOf, title } from './marks.js'
import { say } from './words.js'

/** Why an action was refused; keeps the input. @param {unknown} error @param {() => void} again */
const refusal = (error, again) => {
  const { code, message, diagnostics } = /** @type {api.Refused} */ (error)
  return make(
    'div',
    { class: 'refusal', role: 'alert' },
    make('p', { dir: 'auto' }, message),
    ...(diagnostics ?? []).map(({ severity, code, message, excerpt }) =>
      make(
        'div',
        {},
        make('p', { dir: 'auto' }, make('b', {}, `${severity}[${code}] `), message),
        excerpt ? make('pre', { tabindex: 0 }, excerpt) : null,
      ),
    ),
    code === 'stale' ? make('button', { type: 'button', onclick: again }, say('load-again')) : null,
  )
}

/**
 * The words that a form is about; for a lost mark, its former words. `aim` can select others;
 * they follow the text when it changes elsewhere.
 * @param {Partial<Place>} place
 * @param {{ aim: FormCalls['aim'], moved?: (place: Place) => void }} calls
 * @returns {About}
 */
const aimed = (place, { aim, moved }) => {
  let now = place
  let isOther = false
  const quote = make('blockquote', { dir: 'auto' }, place.text ?? '')
  const status = make('p', { class: 'help', role: 'status' })
  const button = make('button', { type: 'button', class: 'quiet' }, say('other-words'))
  /** @param {Place | null} other */
  const take = (other) => {
    status.textContent = ''
    button.focus({ preventScroll: true })
    if (!other) return
    now = other
    isOther = true
    quote.textContent = other.text ?? ''
    moved?.(other)
  }
  /** @param {string} key */
  const ask = (key) => {
    status.textContent = say(key, { words: now.text ?? '' })
    return aim(take)
  }
  button.onclick = () => {
    const field = ask('select-other')
    // on touch screens a keyboard would cover the text
    if (!matchMedia('(pointer: coarse)').matches) field.focus()
  }
  return {
    element: make('div', { class: 'about' }, quote, button, status),
    get place() {
      return now.start === undefined ? null : /** @type {Place} */ (now)
    },
    get isOther() {
      return isOther
    },
    get range() {
      return /** @type {Place} */ ({ start: now.start, end: now.end, text: now.text })
    },
    follow: (text, before) => {
      if (now.start === undefined) return
      const there = text.follow(now, before)
      if (there) now = there
      else ask('words-changed')
    },
  }
}

/** Words that cannot be changed. @param {string | null} words @returns {About} */
const quoted = (words) => ({
  element: words ? make('blockquote', { dir: 'auto' }, words) : null,
  place: null,
  isOther: false,
  range: null,
  follow: () => {},
})

/**
 * A form around its elements.
 * @param {string} heading
 * @param {About} about
 * @param {{ elements: (HTMLElement | null)[], focus?: () => void }} fields
 * @param {WithinCalls} calls
 * @returns {Form}
 */
const within = (heading, about, { elements, focus }, { save, remove, done, again, notice, renew }) => {
  const answer = make('div', { class: 'answer' })
  /** @param {() => Promise<Written | null>} work */
  const run = async (work) => {
    // a double click counts once
    if (form.hasAttribute('aria-busy')) return
    form.setAttribute('aria-busy', 'true')
    try {
      done(await work())
    } catch (error) {
      answer.replaceChildren(
        refusal(error, async () => {
          await again?.()
          answer.replaceChildren()
          main?.focus()
        }),
      )
      answer.scrollIntoView({ block: 'nearest' })
    } finally {
      form.removeAttribute('aria-busy')
    }
  }
  const head = make('h3', { tabindex: -1 }, heading)
  const main = save ? make('button', { class: 'main', type: 'submit' }, say('save')) : null
  const form = make(
    'form',
    {
      class: 'form',
      'aria-label': heading,
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault()
        if (save && form.reportValidity()) run(save)
      },
      onkeydown: (event) => {
        if (event.key === 'Escape') {
          event.stopPropagation()
          done(null)
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault()
          event.stopPropagation()
          form.requestSubmit()
        }
      },
    },
    head,
    about.element,
    notice ? make('p', { class: 'help' }, notice) : null,
    ...elements,
    answer,
    make(
      'div',
      { class: 'row' },
      main,
      make('button', { type: 'button', onclick: () => done(null) }, say('cancel')),
      remove ? make('button', { class: 'danger', type: 'button', onclick: () => run(remove) }, say('delete')) : null,
    ),
  )
  let isTouched = false
  form.addEventListener('input', () => {
    isTouched = true
  })
  // unfold a field that is invalid, so that it can be focused
  form.addEventListener(
    'invalid',
    ({ target }) => /** @type {Element} */ (target).closest('details')?.setAttribute('open', ''),
    true,
  )
  return {
    element: form,
    focus: () => (focus && elements.length ? focus() : head.focus()),
    get place() {
      return about.place
    },
    get isTouched() {
      return isTouched
    },
    /** Called after the article was reloaded. */
    renew: (there, text, before) => {
      if (text && before) about.follow(text, before)
      renew?.(there)
    },
  }
}

/**
 * A new mark on some words; for a note `place` may be `null`: the whole article.
 * @param {ToolKind} kind
 * @param {Place | null} place
 * @param {There} there
 * @param {FormCalls} calls
 * @returns {Form}
 */
export const fresh = (kind, place, there, { done, again, aim }) => {
  /** @type {string | null} */
  let newName = null
  /** @type {ReturnType<typeof fieldset> | null} */
  let entityFields = null
  const holder = make('div', { class: 'within' })
  /** @param {string | null} name */
  const create = (name) => {
    if (name === newName) return
    newName = name
    entityFields = name ? fieldset('entity', { name, type: there.choices.types[0]?.id }, there) : null
    holder.replaceChildren(
      ...(name && entityFields
        ? [make('fieldset', {}, make('legend', {}, say('new-entity', { name })), ...entityFields.elements)]
        : []),
    )
  }
  const set = fieldset(kind, {}, there, { create, isFresh: true })
  const elements = [...set.elements]
  const everyLabel = make('label', { for: 'g-edit-every' })
  /** @param {Place} place */
  const moved = ({ text }) => {
    everyLabel.textContent = say('every', { words: text ?? '' })
  }
  const about = place ? aimed(place, { aim, moved }) : quoted(say('whole-article'))
  const every = make('input', {
    type: 'checkbox',
    id: 'g-edit-every',
    // forms in `mentions` have no certainty
    onchange: () => {
      set.fields.certainty.input.disabled = every.checked
    },
  })
  if (kind === 'mention' && place) {
    moved(place)
    elements.splice(1, 0, holder)
    elements.splice(2, 0, make('div', { class: 'field tick' }, every, everyLabel))
  }
  const save = async () => {
    await set.settle()
    const values = set.read()
    if (kind === 'mention') {
      if (!values.entity && entityFields) {
        const { name } = entityFields.read()
        const { created = '' } = await api.act({ action: 'entity', ...filled(entityFields.read()) })
        values.entity = created
        // it exists now, even if the mention is not made
        create(null)
        set.fields.entity.set?.({ id: created, name })
      }
      if (!values.entity) throw new Error(say('choose-entity'))
      if (every.checked) return api.act({ action: 'every', form: about.place?.text, entity: values.entity })
    }
    return api.act({ action: kind, ...(place ? { range: about.range } : {}), ...filled(values) })
  }
  const form = within(say(`new-${kind}`), about, { elements, focus: set.focus }, { save, done, again })
  if (kind === 'mention' && place) {
    // search for the words themselves first
    const { input } = set.fields.entity
    input.value = place.text
    const { focus } = form
    form.focus = () => {
      focus()
      input.select()
      input.dispatchEvent(new Event('input'))
    }
  }
  return form
}

/** The same mark in a newer listing. @param {Mark} mark @param {There} there @returns {Mark | undefined} */
const counterpart = (mark, there) => {
  const alike = all(there).filter(
    ({ is, handle }) => is === mark.is && handle?.what === mark.handle?.what && handle?.file === mark.handle?.file,
  )
  return (
    alike.find(({ fields }) => fields.id && fields.id === mark.fields.id) ??
    alike.find(({ handle }) => JSON.stringify(handle) === JSON.stringify(mark.handle)) ??
    alike.find(
      ({ text, entity, fields }) =>
        text === mark.text && entity?.id === mark.entity?.id && fields.note === mark.fields.note,
    )
  )
}

/** An existing mark. @param {Mark} mark @param {There} there @param {FormCalls} calls @returns {Form} */
export const existing = (mark, there, { done, again, aim }) => {
  const kind = formOf(mark)
  const heading = say(`edit-${kind === 'footnote' ? 'note' : kind}`)
  const words = mark.text ?? mark.handle?.quote ?? (mark.is === 'source' ? null : say('whole-article'))
  if (!mark.handle) {
    return within(heading, quoted(words), { elements: [] }, { done, again, notice: say(`read-only-${mark.origin}`) })
  }
  const { what } = mark.handle
  const values = { ...mark.fields, ...(mark.entity ? { entity: mark.entity.id } : {}) }
  const set = fieldset(kind, values, there)
  const elements = [...set.elements]
  // an inline mention only has an entity
  const isBare = kind === 'mention' && what !== 'annotation'
  if (isBare) elements.splice(1)
  const isMovable = (what === 'annotation' || what === 'statement') && (mark.start !== undefined || mark.is === 'lost')
  const about = isMovable ? aimed({ ...mark, text: words ?? undefined }, { aim }) : quoted(words)
  let now = mark
  const save = async () => {
    await set.settle()
    const read = isBare ? { entity: set.fields.entity.read() } : set.read()
    if (kind === 'mention' && !read.entity) throw new Error(say('choose-entity'))
    const difference = changed(values, read)
    const range = isMovable && about.isOther ? { range: about.range } : {}
    if (!Object.keys(difference).length && !range.range) return null
    return api.act({
      action: 'change',
      target: now.handle,
      ...range,
      ...(Object.keys(difference).length ? { set: difference } : {}),
    })
  }
  const remove = () => api.act({ action: 'delete', target: now.handle })
  /** @param {There} there */
  const renew = (there) => {
    now = counterpart(mark, there) ?? now
  }
  const notice =
    mark.is === 'lost' ? say('lost') : what === 'name' ? say('by-name') : what === 'inline' ? say('inline') : null
  return within(heading, about, { elements, focus: set.focus }, { save, remove, done, again, notice, renew })
}

/**
 * Chooses one of several marks.
 * @param {Mark[]} marks
 * @param {{ pick: (mark: Mark) => void, done: FormCalls['done'] }} calls
 * @returns {Form}
 */
export const which = (marks, { pick, done }) => {
  const buttons = marks.map((mark) =>
    make(
      'li',
      {},
      make(
        'button',
        { type: 'button', onclick: () => pick(mark) },
        make('b', {}, say(`is-${mark.is}`)),
        ' ',
        make('bdi', {}, title(mark)),
      ),
    ),
  )
  const list = make('ul', { class: 'choices' }, ...buttons)
  return within(
    say('which'),
    quoted(null),
    { elements: [list], focus: () => list.querySelector('button')?.focus() },
    { done },
  )
}
