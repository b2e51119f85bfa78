// Forms for new marks on a selection, and for existing marks.
import * as api from './api.js'
import { make, say } from './dom.js'
import { changed, fieldset, filled } from './fields.js'
import { all, formOf, title } from './marks.js'

/** Why an action was refused; keeps the input. */
const refusal = (error, again) => make('div', { class: 'refusal', role: 'alert' },
  make('p', { dir: 'auto' }, error.message),
  ...(error.diagnostics ?? []).map(({ severity, code, message, excerpt }) => make('div', {}, make('p', { dir: 'auto' }, make('b', {}, `${severity}[${code}] `), message), excerpt ? make('pre', { tabindex: 0 }, excerpt) : null)),
  error.code === 'stale' ? make('button', { type: 'button', onclick: again }, say('load-again')) : null)

/** The words that a form is about; for a lost mark, its former words. `aim` can select others; follows the text when it changes elsewhere. */
const aimed = (place, { aim, moved }) => {
  let [now, isOther] = [place, false]
  const quote = make('blockquote', { dir: 'auto' }, place.text)
  const status = make('p', { class: 'help', role: 'status' })
  const button = make('button', { type: 'button', class: 'quiet' }, say('other-words'))
  const take = (other) => {
    status.textContent = ''
    button.focus({ preventScroll: true })
    if (!other) return
    ;[now, isOther] = [other, true]
    quote.textContent = other.text
    moved?.(other)
  }
  const ask = (key) => {
    status.textContent = say(key, { words: now.text })
    return aim(take)
  }
  button.onclick = () => {
    const field = ask('select-other')
    // on touch screens a keyboard would cover the text
    if (!matchMedia('(pointer: coarse)').matches) field.focus()
  }
  return {
    element: make('div', { class: 'about' }, quote, button, status),
    get place() { return now.start === undefined ? null : now },
    get isOther() { return isOther },
    get range() { return { start: now.start, end: now.end, text: now.text } },
    follow: (text, before) => {
      if (now.start === undefined) return
      const there = text.follow(now, before)
      if (there) now = there
      else ask('words-changed')
    },
  }
}

/** Words that cannot be changed. */
const quoted = (words) => ({ element: words ? make('blockquote', { dir: 'auto' }, words) : null, place: null, follow: () => {} })

const within = (heading, about, { elements, focus }, { save, remove, done, again, notice, renew }) => {
  const answer = make('div', { class: 'answer' })
  const run = async (work) => {
    // a double click counts once
    if (form.hasAttribute('aria-busy')) return
    form.setAttribute('aria-busy', 'true')
    try {
      done(await work())
    } catch (error) {
      answer.replaceChildren(refusal(error, async () => {
        await again()
        answer.replaceChildren()
        form.querySelector('button.main')?.focus()
      }))
      answer.scrollIntoView({ block: 'nearest' })
    } finally {
      form.removeAttribute('aria-busy')
    }
  }
  const form = make('form', {
    class: 'form', 'aria-label': heading, novalidate: true,
    onsubmit: (event) => { event.preventDefault(); if (save && form.reportValidity()) run(save) },
    onkeydown: (event) => {
      if (event.key === 'Escape') { event.stopPropagation(); done(null) }
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); event.stopPropagation(); form.requestSubmit() }
    },
  },
  make('h3', { tabindex: -1 }, heading),
  about.element,
  notice ? make('p', { class: 'help' }, notice) : null,
  ...elements, answer,
  make('div', { class: 'row' },
    save ? make('button', { class: 'main', type: 'submit' }, say('save')) : null,
    make('button', { type: 'button', onclick: () => done(null) }, say('cancel')),
    remove ? make('button', { class: 'danger', type: 'button', onclick: () => run(remove) }, say('delete')) : null))
  let isTouched = false
  form.addEventListener('input', () => { isTouched = true })
  // unfold a field that is invalid, so that it can be focused
  form.addEventListener('invalid', ({ target }) => target.closest('details')?.setAttribute('open', ''), true)
  return {
    element: form,
    focus: () => (elements.length ? focus() : form.querySelector('h3').focus()),
    get place() { return about.place },
    get isTouched() { return isTouched },
    /** Called after the article was reloaded. */
    renew: (there, text, before) => {
      if (text && before) about.follow(text, before)
      renew?.(there)
    },
  }
}

/** A new mark on some words; for a note `place` may be `null`: the whole article. */
export const fresh = (kind, place, there, { done, again, aim }) => {
  let [newName, entityFields] = [null, null]
  const holder = make('div', { class: 'within' })
  const create = (name) => {
    if (name === newName) return
    newName = name
    entityFields = name && fieldset('entity', { name, type: there.choices.types[0]?.id }, there)
    holder.replaceChildren(...(name ? [make('fieldset', {}, make('legend', {}, say('new-entity', { name })), ...entityFields.elements)] : []))
  }
  const set = fieldset(kind, {}, there, { create, isFresh: true })
  const elements = [...set.elements]
  const everyLabel = make('label', { for: 'g-edit-every' })
  const moved = ({ text }) => { everyLabel.textContent = say('every', { words: text }) }
  const about = place ? aimed(place, { aim, moved }) : quoted(say('whole-article'))
  let every = null
  if (kind === 'mention') {
    moved(place)
    elements.splice(1, 0, holder)
    // forms in `mentions` have no certainty
    every = make('input', { type: 'checkbox', id: 'g-edit-every', onchange: () => { set.fields.certainty.input.disabled = every.checked } })
    elements.splice(2, 0, make('div', { class: 'field tick' }, every, everyLabel))
  }
  const save = async () => {
    await set.settle()
    const values = set.read()
    if (kind === 'mention') {
      if (!values.entity && newName) {
        const { name } = entityFields.read()
        const { created } = await api.act({ action: 'entity', ...filled(entityFields.read()) })
        values.entity = created
        // it exists now, even if the mention is not made
        create(null)
        set.fields.entity.set({ id: created, name })
      }
      if (!values.entity) throw new Error(say('choose-entity'))
      if (every.checked) return api.act({ action: 'every', form: about.place.text, entity: values.entity })
    }
    return api.act({ action: kind, ...(place ? { range: about.range } : {}), ...filled(values) })
  }
  const form = within(say(`new-${kind}`), about, { elements, focus: set.focus }, { save, done, again })
  if (kind === 'mention') {
    // search for the words themselves first
    const { input } = set.fields.entity
    input.value = place.text
    const { focus } = form
    form.focus = () => { focus(); input.select(); input.dispatchEvent(new Event('input')) }
  }
  return form
}

/** The same mark in a newer listing. */
const counterpart = (mark, there) => {
  const alike = all(there).filter(({ is, handle }) => is === mark.is && handle?.what === mark.handle.what && handle.file === mark.handle.file)
  return alike.find(({ fields }) => fields.id && fields.id === mark.fields.id)
    ?? alike.find(({ handle }) => JSON.stringify(handle) === JSON.stringify(mark.handle))
    ?? alike.find(({ text, entity, fields }) => text === mark.text && entity?.id === mark.entity?.id && fields.note === mark.fields.note)
}

/** An existing mark. */
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
  const about = isMovable ? aimed({ ...mark, text: words }, { aim }) : quoted(words)
  let now = mark
  const save = async () => {
    await set.settle()
    const read = isBare ? { entity: set.fields.entity.read() } : set.read()
    if (kind === 'mention' && !read.entity) throw new Error(say('choose-entity'))
    const difference = changed(values, read)
    const range = isMovable && about.isOther ? { range: about.range } : {}
    if (!Object.keys(difference).length && !range.range) return null
    return api.act({ action: 'change', target: now.handle, ...range, ...(Object.keys(difference).length ? { set: difference } : {}) })
  }
  const remove = () => api.act({ action: 'delete', target: now.handle })
  const renew = (there) => { now = counterpart(mark, there) ?? now }
  const notice = mark.is === 'lost' ? say('lost') : what === 'name' ? say('by-name') : what === 'inline' ? say('inline') : null
  return within(heading, about, { elements, focus: set.focus }, { save, remove, done, again, notice, renew })
}

/** Chooses one of several marks. */
export const which = (marks, { pick, done }) => {
  const buttons = marks.map((mark) => make('li', {}, make('button', { type: 'button', onclick: () => pick(mark) }, make('b', {}, say(`is-${mark.is}`)), ' ', make('bdi', {}, title(mark)))))
  return within(say('which'), quoted(null), { elements: [make('ul', { class: 'choices' }, ...buttons)], focus: () => buttons[0].firstChild.focus() }, { done })
}
