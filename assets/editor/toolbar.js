// The toolbar for selected words.
import { make } from '../preview/make.js'
import { say } from './words.js'

/** @type {ToolKind[]} */
const KINDS = ['mention', 'note', 'statement']

/** @param {(kind: ToolKind) => void} choose */
export const toolbar = (choose) => {
  const buttons = KINDS.map((kind) =>
    make('button', { type: 'button', tabindex: -1, onclick: () => choose(kind) }, say(`is-${kind}`)),
  )
  buttons[0].tabIndex = 0
  /** @param {KeyboardEvent} event */
  const step = (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!by) return
    const turned = getComputedStyle(element).direction === 'rtl' ? -by : by
    buttons[
      (buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target)) + turned + KINDS.length) % KINDS.length
    ].focus()
    event.preventDefault()
  }
  const element = make(
    'div',
    {
      class: 'toolbar',
      role: 'toolbar',
      'aria-label': say('toolbar'),
      hidden: true,
      // keep the selection
      onpointerdown: (event) => event.preventDefault(),
      onmousedown: (event) => event.preventDefault(),
      onkeydown: step,
    },
    ...buttons,
  )

  const hide = () => {
    element.hidden = true
  }
  /**
   * Shows the toolbar below the words; on telephones, with their own handles and menu, at the bottom of the window.
   * @param {Range} range
   */
  const show = (range) => {
    element.hidden = false
    if (matchMedia('(pointer: coarse)').matches) {
      element.classList.add('foot')
      return
    }
    element.classList.remove('foot')
    const lines = [...range.getClientRects()].filter(({ width }) => width)
    const last = lines.at(-1) ?? range.getBoundingClientRect()
    const { offsetWidth, offsetHeight } = element
    const left = Math.min(Math.max(8, last.left + last.width / 2 - offsetWidth / 2), innerWidth - offsetWidth - 8)
    const below = last.bottom + 8
    const top = below + offsetHeight > innerHeight ? Math.max(8, (lines[0] ?? last).top - offsetHeight - 8) : below
    Object.assign(element.style, { left: `${left}px`, top: `${top}px` })
  }
  return {
    element,
    show,
    hide,
    focus: () => buttons[0].focus(),
    get isShown() {
      return !element.hidden
    },
  }
}
