// The style of the panel.
export const STYLE = `
  :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; pointer-events: none; color-scheme: dark; direction: ltr }
  @media print { :host { display: none } }
  * { box-sizing: border-box; font: 14px/1.5 system-ui, sans-serif }
  [hidden] { display: none }
  .bar { display: flex; flex-wrap: wrap; gap: 8px; padding: 8px; justify-content: flex-start }
  .bar > * { pointer-events: auto; border-radius: 6px; border: 1px solid #666; background: #1d1d20; color: #f2f2f2; padding: 4px 10px; margin: 0 }
  button, a { cursor: pointer }
  :focus-visible { outline: 3px solid #8ab8ff; outline-offset: 1px }
  .error { background: #6d1413; border-color: #ff9d96 }
  .warning { background: #4d3800; border-color: #ffce6b }
  section { pointer-events: auto; max-height: 55vh; overflow: auto; background: #1d1d20; color: #f2f2f2; border-top: 3px solid #ff9d96; padding: 4px 16px 16px }
  ol { list-style: none; margin: 0; padding: 0 }
  li { padding: 10px 0; border-bottom: 1px solid #444 }
  h2 { font-weight: 600; margin: 12px 0 0; color: #c8c8cc }
  p { margin: 0 0 4px; overflow-wrap: anywhere }
  .level { font-weight: 700; margin-inline-end: 6px }
  .level.of-error { color: #ffaaa4 } .level.of-warning { color: #ffd27d } .level.of-note { color: #9cc7ff }
  .place { background: none; border: 0; padding: 0; color: #9cc7ff; text-decoration: underline; font-family: ui-monospace, monospace; font-size: 13px; text-align: start }
  pre { font: 13px/1.45 ui-monospace, monospace; margin: 6px 0 0; overflow-x: auto; color: #f2f2f2; tab-size: 4 }
  a { color: #9cc7ff }`
