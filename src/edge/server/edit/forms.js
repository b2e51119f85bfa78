// The forms: what is selected becomes a mark, and a mark becomes another.
import * as api from './api.js'
import { make, say } from './dom.js'
import { changed, fieldset, filled } from './fields.js'
import { formOf, title } from './marks.js'

/** Why something was not done, in its place; what was typed stays. */
const refusal = (error, again) => make('div', { class: 'refusal', role: 'alert' },
  make('p', { dir: 'auto' }, error.message),
  ...(error.diagnostics ?? []).map(({ severity, code, message, excerpt }) => make('div', {}, make('p', { dir: 'auto' }, make('b', {}, `${severity}[${code}] `), message), excerpt ? make('pre', { tabindex: 0 }, excerpt) : null)),
  error.code === 'stale' ? make('button', { type: 'button', onclick: again }, say('load-again')) : null)

const within = (heading, words, { elements, focus }, { save, remove, done, again, notice }) => {
  const told = make('div', {})
  const run = async (work) => {
    form.setAttribute('aria-busy', 'true')
    try {
      done(await work())
    } catch (error) {
      told.replaceChildren(refusal(error, again))
      told.scrollIntoView({ block: 'nearest' })
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
  make('h2', { tabindex: -1 }, heading),
  words ? make('blockquote', { dir: 'auto' }, words) : null,
  notice ? make('p', { class: 'help' }, notice) : null,
  ...elements, told,
  make('div', { class: 'row' },
    save ? make('button', { class: 'main', type: 'submit' }, say('save')) : null,
    make('button', { type: 'button', onclick: () => done(null) }, say('cancel')),
    remove ? make('button', { class: 'danger', type: 'button', onclick: () => run(remove) }, say('delete')) : null))
  return { element: form, focus: () => (elements.length ? focus() : form.querySelector('h2').focus()) }
}

/** A new mark on some words; of a note `range` may be `null`: the whole article. */
export const fresh = (kind, range, there, { done, again }) => {
  let [newName, entityFields] = [null, null]
  const holder = make('div', { class: 'within' })
  const create = (name) => {
    if (name === newName) return
    newName = name
    entityFields = name && fieldset('entity', { name, type: there.choices.types[0]?.id }, there)
    holder.replaceChildren(...(name ? [make('fieldset', {}, make('legend', {}, say('new-entity', { name })), ...entityFields.elements)] : []))
  }
  const set = fieldset(kind, {}, there, { create })
  const elements = [...set.elements]
  let every = null
  if (kind === 'mention') {
    elements.splice(1, 0, holder)
    // a form that is settled has no certainty of its own
    every = make('input', { type: 'checkbox', id: 'g-edit-every', onchange: () => { set.fields.certainty.input.disabled = every.checked } })
    elements.splice(2, 0, make('div', { class: 'field tick' }, every, make('label', { for: 'g-edit-every' }, say('every', { words: range.text }))))
  }
  const save = async () => {
    const values = set.read()
    if (kind === 'mention') {
      if (!values.entity && newName) {
        const { created } = await api.act({ action: 'entity', ...filled(entityFields.read()) })
        values.entity = created
        // it is there now, whatever becomes of the mention
        create(null)
        set.fields.entity.set({ id: created, name: created })
      }
      if (!values.entity) throw new Error(say('choose-entity'))
      if (every.checked) return api.act({ action: 'every', form: range.text, entity: values.entity })
    }
    return api.act({ action: kind, ...(range ? { range } : {}), ...filled(values) })
  }
  const form = within(say(`new-${kind}`), range?.text ?? say('whole-article'), { elements, focus: set.focus }, { save, done, again })
  if (kind === 'mention') {
    // the words themselves are what is looked for first
    const { input } = set.fields.entity
    input.value = range.text
    const { focus } = form
    form.focus = () => { focus(); input.select(); input.dispatchEvent(new Event('input')) }
  }
  return form
}

/** A mark that is there. */
export const existing = (mark, there, { done, again, move }) => {
  const kind = formOf(mark)
  const heading = say(`edit-${kind === 'footnote' ? 'note' : kind}`)
  const words = mark.text ?? (mark.is === 'source' ? null : say('whole-article'))
  if (!mark.handle) {
    return within(heading, words, { elements: [] }, { done, again, notice: say(`read-only-${mark.origin}`) })
  }
  const { what } = mark.handle
  const values = { ...mark.fields, ...(mark.entity ? { entity: mark.entity.id } : {}) }
  const known = mark.entity ? { ...there, entities: [...there.entities, mark.entity] } : there
  const set = fieldset(kind, values, known)
  const elements = [...set.elements]
  // of what stands in the text itself only the entity is written there
  const isBare = kind === 'mention' && what !== 'annotation'
  if (isBare) elements.splice(1)
  const movable = move && (what === 'annotation' || what === 'statement') && mark.start !== undefined
  if (movable) elements.push(make('button', { type: 'button', class: 'quiet', onclick: () => move(mark) }, say('other-words')))
  const save = async () => {
    const read = isBare ? { entity: set.fields.entity.read() } : set.read()
    if (kind === 'mention' && !read.entity) throw new Error(say('choose-entity'))
    const difference = changed(values, read)
    if (!Object.keys(difference).length) return null
    return api.act({ action: 'change', target: mark.handle, set: difference })
  }
  const remove = () => api.act({ action: 'delete', target: mark.handle })
  const notice = what === 'name' ? say('by-name') : what === 'inline' ? say('inline') : null
  return within(heading, words, { elements, focus: set.focus }, { save, remove, done, again, notice })
}

/** Which of several marks is meant. */
export const which = (marks, { pick, done }) => {
  const buttons = marks.map((mark) => make('li', {}, make('button', { type: 'button', onclick: () => pick(mark) }, make('b', {}, say(`is-${mark.is}`)), ' ', make('bdi', {}, title(mark)))))
  return within(say('which'), null, { elements: [make('ul', { class: 'choices' }, ...buttons)], focus: () => buttons[0].firstChild.focus() }, { done })
}
