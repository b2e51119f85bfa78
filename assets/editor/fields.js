// Form fields for the keys of annotations, statements, sources and entities.

import { make } from '../preview/make.js'
import * as api from './api.js'
import { combobox, several } from './combobox.js'
import { unique } from './ids.js'
import { say } from './words.js'

const CERTAINTIES = ['high', 'medium', 'low', 'unknown']
/** Suggestions for entities. @param {Entity[]} entities @param {There} there @returns {Offer[]} */
const offers = (entities, { choices }) =>
  entities.map(({ id, name, matched, type, description }) => {
    const label = choices.types.find((it) => it.id === type)?.label ?? type
    return {
      value: id,
      label: name,
      about: [matched, label, description].filter(Boolean).join(' · '),
      entity: { id, name, type },
    }
  })
/** @param {string} words @param {There} there */
const entitiesOf = async (words, there) => offers(await api.entities(words), there)

/**
 * A labelled control.
 * @param {string} key
 * @param {Attributes & { help?: string | null }} [attributes]
 * @param {'input' | 'select' | 'textarea'} [name]
 * @param {...Content} content
 */
const field = (key, { help, ...attributes } = {}, name = 'input', ...content) => {
  const id = unique()
  const described = { 'aria-describedby': help ? `${id}-help` : null }
  /** @type {any} */
  const control = make(name, { id, name: key, dir: 'auto', ...described, ...attributes }, ...content)
  const element = make(
    'div',
    { class: 'field' },
    make('label', { for: id }, say(`field-${key}`)),
    control,
    help ? make('p', { class: 'help', id: `${id}-help` }, help) : null,
  )
  return { element, control }
}

/**
 * Reads an input; an untouched value stays exactly the same.
 * @param {any} control
 * @param {any} value
 * @param {(text: string) => any} read
 */
const unless = (control, value, read) => {
  const untouched = control.value
  return () => (control.value === untouched ? (value ?? null) : read(control.value))
}

/**
 * A line of text.
 * @param {string} key
 * @param {string | undefined} value
 * @param {Attributes & { help?: string }} [attributes]
 * @returns {Field}
 */
const line = (key, value, attributes) => {
  const { element, control } = field(key, { type: 'text', value: value ?? '', autocomplete: 'off', ...attributes })
  return { key, element, input: control, read: unless(control, value, (text) => text.trim() || null) }
}

/**
 * A select: `options` are ids, or ids with labels; `words` is the key prefix of missing labels.
 * @param {string} key
 * @param {string | undefined} value
 * @param {(Choice | string)[]} options
 * @param {string} [words]
 * @returns {Field}
 */
const choice = (key, value, options, words = key) => {
  const all = options.map((it) => (typeof it !== 'string' ? it : { id: it, label: say(`${words}-${it}`) }))
  // keep a value that the editor does not know
  if (value && !all.some(({ id }) => id === value)) all.push({ id: value, label: value })
  const { element, control } = field(
    key,
    {},
    'select',
    make('option', { value: '' }, say('none')),
    ...all.map(({ id, label }) => make('option', { value: id }, label)),
  )
  control.value = value ?? ''
  return { key, element, input: control, read: () => control.value || null }
}

/** A list, separated by commas. @param {string} key @param {string[] | undefined} value @returns {Field} */
const list = (key, value) => {
  const { element, input } = line(key, (value ?? []).join(', '), { help: say('help-list') })
  return {
    key,
    element,
    input,
    read: unless(input, value ?? [], (text) =>
      text
        .split(/[,،、]/)
        .map((it) => it.trim())
        .filter(Boolean),
    ),
  }
}

/** HTML as inert nodes: unfinished input must not run. @param {string} html */
const still = (html) => {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  for (const element of body.querySelectorAll('*')) {
    for (const { name } of [...element.attributes]) if (name.startsWith('on')) element.removeAttribute(name)
  }
  return body.childNodes
}

/**
 * A Markdown field with a preview.
 * @param {string} key
 * @param {string | undefined} value
 * @param {{ required?: boolean }} [options]
 * @returns {Field}
 */
const prose = (key, value, { required } = {}) => {
  const { element, control } = field(key, { rows: 5, required }, 'textarea')
  control.value = value ?? ''
  const seen = make('div', {
    class: 'preview',
    dir: 'auto',
    'aria-label': say('preview'),
    role: 'group',
    hidden: true,
    inert: true,
  })
  let [timer, asked] = [0, 0]
  const show = async () => {
    asked += 1
    const mine = asked
    const html = control.value.trim() ? await api.note(control.value).catch(() => '') : ''
    if (mine !== asked) return
    seen.replaceChildren(...still(html))
    seen.hidden = !html
  }
  control.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(show, 200)
  })
  show()
  element.append(seen)
  return { key, element, input: control, read: unless(control, value, (text) => text.trim() || null) }
}

/**
 * An entity, or (`isFree`) a name.
 * @param {string} key
 * @param {string | undefined} value
 * @param {There} there
 * @param {{ isFree?: boolean, required?: boolean, create?: (name: string | null) => void }} [options]
 * @returns {Field}
 */
const entity = (key, value, there, { isFree, required, create } = {}) => {
  const known = there.entities.find(({ id }) => id === value)
  let chosen = known ?? (value ? { id: value, name: value } : null)
  const { element, input } = combobox({
    label: say(`field-${key}`),
    value: chosen?.name ?? '',
    required,
    help: isFree ? say('help-name') : null,
    find: async (words) => [
      ...(words ? await entitiesOf(words, there) : offers(there.entities, there)),
      ...(create && words
        ? [{ kind: 'new', label: say('new-entity', { name: words }), keeps: words, create: words }]
        : []),
    ],
    pick: (offer) => {
      chosen = offer?.entity ?? null
      create?.(offer?.create ?? null)
    },
  })
  return {
    key,
    element,
    input,
    read: () => chosen?.id ?? (isFree ? input.value.trim() || null : null),
    set: (it) => {
      chosen = it
      input.value = it.name
    },
  }
}

/**
 * Several entities.
 * @param {string} key
 * @param {string[] | undefined} values
 * @param {There} there
 * @returns {Field}
 */
const entities = (key, values, there) => ({
  key,
  ...several({
    label: say(`field-${key}`),
    values: values ?? [],
    find: (words) => entitiesOf(words, there),
    name: (id) => there.entities.find((it) => it.id === id)?.name ?? id,
    made: { remove: (name) => say('remove-name', { name }) },
  }),
})

/** @param {{ fields: Fields }} it @returns {string} */
const sourceName = (it) => [it.fields.publisher, it.fields.title].filter(Boolean).join(': ') || it.fields.id

/**
 * Sources of the article, including a new one made here.
 * @param {string} key
 * @param {string[] | undefined} values
 * @param {There} there
 * @returns {Field}
 */
const sources = (key, values, there) => {
  const holder = make('div', { class: 'within' })
  /** @type {(() => Promise<void>) | null} */
  let unsaved = null
  const known = () => there.sources.map((it) => ({ value: it.fields.id, label: it.fields.id, about: sourceName(it) }))
  const all = several({
    label: say(`field-${key}`),
    values: values ?? [],
    name: (id) => id,
    made: { remove: (name) => say('remove-name', { name }) },
    find: (words) => {
      const like = known().filter(({ label, about }) => `${label} ${about}`.toLowerCase().includes(words.toLowerCase()))
      /** @type {Offer} */
      const create = {
        kind: 'new',
        label: words ? say('new-source-named', { name: words }) : say('new-source'),
        chosen: (add) => open(words, add),
      }
      return [...like, create]
    },
  })
  /** @param {string} words @param {(id: string) => void} add */
  const open = (words, add) => {
    const inner = fieldset(
      'source',
      {
        id: words
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '-')
          .replace(/^-+|-+$/g, ''),
      },
      there,
    )
    const refusal = make('p', { class: 'refusal', role: 'alert', hidden: true })
    const close = () => {
      unsaved = null
      holder.replaceChildren()
      all.input.focus()
    }
    const save = async () => {
      const values = inner.read()
      await api.act({ action: 'source', ...filled(values) })
      there.sources.push({ fields: filled(values) })
      close()
      add(values.id)
    }
    let isBusy = false
    const attempt = async () => {
      if (isBusy) return
      isBusy = true
      await save().catch((error) => {
        refusal.textContent = error.message
        refusal.hidden = false
      })
      isBusy = false
    }
    /** Keeps these keys from the surrounding form @param {KeyboardEvent} event */
    const key = (event) => {
      if (event.key === 'Escape') close()
      else if (
        event.key === 'Enter' &&
        /** @type {Element} */ (event.target).matches('input:not([type=checkbox])') &&
        !event.ctrlKey &&
        !event.metaKey
      )
        attempt()
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    all.input.value = ''
    unsaved = save
    holder.replaceChildren(
      make(
        'fieldset',
        { onkeydown: key },
        make('legend', {}, say('new-source')),
        ...inner.elements,
        refusal,
        make(
          'div',
          { class: 'row' },
          make('button', { type: 'button', class: 'main', onclick: attempt }, say('add-source')),
          make('button', { type: 'button', onclick: close }, say('cancel')),
        ),
      ),
    )
    inner.focus()
  }
  all.element.append(holder)
  return { key, ...all, settle: () => unsaved?.() }
}

/**
 * The fields of each form: main ones, then others.
 * @type {Record<FormKind, (values: Fields, there: There, options: FieldOptions) => [Field[], Field[]]>}
 */
const FORMS = {
  mention: (v, t, o) => [
    [entity('entity', v.entity, t, { required: true, create: o.create })],
    [choice('certainty', v.certainty, CERTAINTIES)],
  ],
  note: (v, t, o) => [
    [
      prose('note', v.note, { required: o.isFresh }),
      choice('kind', v.kind, t.choices.note_kinds),
      sources('sources', v.sources, t),
    ],
    [
      list('tags', v.tags),
      choice('certainty', v.certainty, CERTAINTIES),
      line('date', v.date, { help: say('help-date') }),
      line('creator', v.creator),
      line('id', v.id, { help: say('help-id') }),
    ],
  ],
  statement: (v, t) => [
    [
      entity('speaker', v.speaker, t, { isFree: true }),
      entity('words_of', v.words_of, t, { isFree: true }),
      choice('kind', v.kind, ['direct', 'indirect'], 'said'),
      sources('sources', v.sources, t),
    ],
    [
      choice('attribution', v.attribution, ['stated', 'inferred', 'unattributed']),
      entities('about', v.about, t),
      line('date', v.date, { help: say('help-date') }),
      choice('certainty', v.certainty, CERTAINTIES),
      prose('note', v.note),
      line('id', v.id, { help: say('help-id') }),
    ],
  ],
  source: (v, t) => [
    [
      line('id', v.id, { required: true, pattern: '[a-z0-9][a-z0-9\\-]*', help: say('help-id') }),
      choice('kind', v.kind, t.choices.source_kinds, 'source'),
      entity('publisher', v.publisher, t, { isFree: true }),
      line('title', v.title),
      line('url', v.url, { type: 'url', dir: 'ltr' }),
      line('date', v.date, { help: say('help-date') }),
    ],
    [
      line('archived_url', v.archived_url, { type: 'url', dir: 'ltr' }),
      line('accessed', v.accessed),
      line('via', v.via),
      truth('anonymous', v.anonymous),
      line('reason', v.reason),
    ],
  ],
  entity: (v, t) => [
    [line('name', v.name, { required: true }), choice('type', v.type, t.choices.types)],
    [line('id', v.id, { help: say('help-id') }), list('aliases', v.aliases), line('description', v.description)],
  ],
  footnote: (v) => [[prose('note', v.note, { required: true })], []],
}

/** A checkbox. @param {string} key @param {boolean | undefined} value @returns {Field} */
const truth = (key, value) => {
  const id = unique()
  const control = make('input', { id, name: key, type: 'checkbox', checked: value === true })
  const element = make('div', { class: 'field tick' }, control, make('label', { for: id }, say(`field-${key}`)))
  return { key, element, input: control, read: () => (control.checked ? true : null) }
}

/** The values that are present. @param {Fields} values @returns {Fields} */
export const filled = (values) =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && !(Array.isArray(value) && !value.length)),
  )

/**
 * The fields for a kind of item, with its values: main fields first, the rest folded.
 * @param {FormKind} kind
 * @param {Fields} values
 * @param {There} there
 * @param {FieldOptions} [options]
 */
export const fieldset = (kind, values, there, options = {}) => {
  const [first, more] = FORMS[kind](values, there, options)
  const all = [...first, ...more]
  const isUsed = more.some(({ key }) => values[key] !== undefined)
  const elements = [
    ...first.map((it) => it.element),
    ...(more.length
      ? [make('details', { open: isUsed }, make('summary', {}, say('more')), ...more.map((it) => it.element))]
      : []),
  ]
  return {
    elements,
    fields: Object.fromEntries(all.map((it) => [it.key, it])),
    read: () => Object.fromEntries(all.map((it) => [it.key, it.read()])),
    /** Completes pending work inside a field first. */
    settle: async () => {
      for (const it of all) await it.settle?.()
    },
    focus: () => first[0].input.focus(),
  }
}

/**
 * Changed keys with their values; `null` for a removed one.
 * @param {Fields} before
 * @param {Fields} after
 * @returns {Fields}
 */
export const changed = (before, after) => {
  /** @param {any} value */
  const flat = (value) => JSON.stringify(value ?? (Array.isArray(value) ? [] : null))
  /** @param {any} value */
  const none = (value) => value === undefined || value === null || (Array.isArray(value) && !value.length)
  return Object.fromEntries(
    Object.entries(after)
      .filter(([key, value]) => (none(value) ? !none(before[key]) : flat(value) !== flat(before[key])))
      .map(([key, value]) => [key, none(value) ? null : value]),
  )
}
