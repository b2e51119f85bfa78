// A text field with suggestions: the WAI-ARIA pattern “combobox with a list”.
import { make } from '../preview/make.js'
import { unique } from './ids.js'

/**
 * A field with suggestions. Enter chooses nothing while the list is closed.
 * @param {ComboboxOptions} options
 */
export const combobox = ({ label, value = '', find, pick, placeholder, help, required }) => {
  const [id, list] = [unique(), unique()]
  const box = make('ul', { id: list, role: 'listbox', 'aria-label': label, hidden: true })
  const input = make('input', {
    id,
    value,
    placeholder,
    required,
    role: 'combobox',
    type: 'text',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    dir: 'auto',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list,
    'aria-describedby': help ? `${id}-help` : null,
  })
  /** @type {Offer[]} */
  let offers = []
  let [at, asked, timer] = [-1, 0, 0]
  // Home and End move in the list while browsing it, else in the field
  let isInList = false

  const close = () => {
    // no answer to what was typed before may open the list again
    clearTimeout(timer)
    asked += 1
    box.hidden = true
    at = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  /** @param {number} place */
  const light = (place) => {
    at = place
    for (const [k, option] of [...box.children].entries()) option.setAttribute('aria-selected', String(k === at))
    if (at < 0) return input.removeAttribute('aria-activedescendant')
    input.setAttribute('aria-activedescendant', box.children[at].id)
    box.children[at].scrollIntoView({ block: 'nearest' })
  }
  /** @param {Offer} offer */
  const choose = (offer) => {
    input.value = offer.keeps ?? offer.label
    close()
    pick(offer)
  }
  /** @param {Offer[]} found */
  const show = (found) => {
    offers = found
    box.replaceChildren(
      ...offers.map((offer, k) =>
        make(
          'li',
          {
            id: `${list}-${k}`,
            role: 'option',
            'aria-selected': 'false',
            class: offer.kind ?? '',
            // keep the focus in the field
            onmousedown: (event) => event.preventDefault(),
            onclick: () => choose(offer),
          },
          make('bdi', {}, offer.label),
          offer.about ? make('small', { dir: 'auto' }, offer.about) : null,
        ),
      ),
    )
    box.hidden = !offers.length
    input.setAttribute('aria-expanded', String(!box.hidden))
    light(offers.length && input.value.trim() ? 0 : -1)
  }
  const look = async () => {
    asked += 1
    const mine = asked
    const found = await find(input.value.trim())
    // ignore an outdated answer
    if (mine === asked && /** @type {ShadowRoot} */ (input.getRootNode()).activeElement === input) show(found)
  }
  input.addEventListener('input', () => {
    isInList = false
    pick(null)
    clearTimeout(timer)
    timer = setTimeout(look, 80)
  })
  input.addEventListener('click', () => {
    if (box.hidden) look()
  })
  input.addEventListener('blur', close)
  input.addEventListener('keydown', (event) => {
    const isOpen = !box.hidden
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const end = { Home: 0, End: offers.length - 1 }[event.key]
    if (move && !event.altKey) {
      if (!isOpen) look()
      else light(at < 0 && move < 0 ? offers.length - 1 : (at + move + offers.length) % offers.length)
      isInList = true
    } else if (end !== undefined && isOpen && isInList) light(end)
    else if (event.key === 'Enter' && isOpen && at >= 0) choose(offers[at])
    else if (event.key === 'Escape' && isOpen) close()
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  const element = make(
    'div',
    { class: 'field combo' },
    make('label', { for: id }, label),
    input,
    box,
    help ? make('p', { class: 'help', id: `${id}-help` }, help) : null,
  )
  return { element, input, look }
}

/** A list of items chosen one by one with a combobox. @param {SeveralOptions} options */
export const several = ({ label, values, find, name, help, made }) => {
  const chosen = [...values]
  const chips = make('ul', { class: 'chips', 'aria-label': label })
  const draw = () => {
    chips.hidden = !chosen.length
    chips.replaceChildren(
      ...chosen.map((value, k) =>
        make(
          'li',
          {},
          make('bdi', {}, name(value)),
          make(
            'button',
            {
              type: 'button',
              'aria-label': made.remove(name(value)),
              onclick: () => {
                chosen.splice(k, 1)
                draw()
                field.input.focus()
              },
            },
            '×',
          ),
        ),
      ),
    )
  }
  /** @param {string} value */
  const add = (value) => {
    if (!chosen.includes(value)) chosen.push(value)
    field.input.value = ''
    draw()
  }
  const field = combobox({
    label,
    help,
    find: async (words) => (await find(words)).filter(({ value }) => !chosen.includes(value)),
    pick: (offer) => {
      if (offer) offer.chosen ? offer.chosen(add) : add(offer.value)
    },
  })
  field.element.insertBefore(chips, field.input)
  draw()
  return { element: field.element, input: field.input, add, read: () => [...chosen] }
}
