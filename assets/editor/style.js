// The editor's style, independent of the site.
export const STYLE = `
/* important: a rule of the site for any div would win otherwise */
:host { all: initial !important; color-scheme: light dark !important; position: absolute !important; display: block !important; font: 15px/1.45 system-ui, sans-serif !important; color: var(--ink) !important }
:host {
  --ground: light-dark(#fbfbfa, #1b1c1f); --ink: light-dark(#1c1d20, #ededf0); --soft: light-dark(#5a5d66, #a9acb6);
  --line: light-dark(#d9d9d6, #3a3c42); --field: light-dark(#fff, #121316); --accent: light-dark(#0b57a4, #8fc1ff); --on: light-dark(#fff, #0d1520);
  --danger: light-dark(#a3201c, #ffa59e); --shade: light-dark(#eeeeec, #26282d);
}
@media print { :host { display: none !important } }
* { box-sizing: border-box; font: inherit; color: inherit; letter-spacing: normal }
[hidden] { display: none !important }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px }
button, select, input, textarea { border: 1px solid var(--line); border-radius: 6px; background: var(--field); padding: 4px 10px; min-height: 32px; max-width: 100% }
input, select, textarea { border-color: light-dark(#85878f, #75777f); inline-size: 100% }
input[type=checkbox] { inline-size: 20px; min-height: 20px; block-size: 20px; accent-color: var(--accent); flex: none; margin: 2px }
textarea { resize: vertical; min-height: 96px }
button { cursor: pointer }
button:hover:not(:disabled) { border-color: var(--accent) }
button:disabled { opacity: .55; cursor: default }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on); font-weight: 600 }
button.danger { color: var(--danger); margin-inline-start: auto }
button.quiet { text-align: start; border-color: transparent; background: none; color: var(--accent); padding-inline: 4px }
.opener, .toolbar, .panel { position: fixed; z-index: 2147483646 }
.opener { inset-block-end: calc(var(--foot, 0px) + 12px); inset-inline-end: 12px; background: var(--accent); color: var(--on); border-color: var(--accent); font-weight: 600; box-shadow: 0 2px 10px #0004 }
.toolbar { z-index: 2147483647; display: flex; gap: 2px; padding: 4px; background: var(--ground); border: 1px solid var(--line); border-radius: 9px; box-shadow: 0 4px 18px #0003 }
.toolbar button { border-color: transparent; background: none; font-weight: 600 }
.toolbar button:hover { background: var(--shade) }
.toolbar.foot { inset: auto 8px calc(var(--foot, 0px) + 8px); justify-content: space-around }
.panel { inset-block: 0 var(--foot, 0px); inset-inline-end: 0; inline-size: min(23.5rem, 100vw); overflow: auto; overscroll-behavior: contain; background: var(--ground); border-inline-start: 1px solid var(--line); padding: 0 16px 24px; box-shadow: 0 0 24px #0002; scrollbar-gutter: stable }
/* next to the theme's text, over its list of names: notes in the margin stay visible */
@media (min-width: 75rem) {
  .panel { inset-inline: 0 auto; inline-size: clamp(18.5rem, 24vw, 23.5rem); border-inline-start: 0; border-inline-end: 1px solid var(--line) }
  .opener { inset-inline: 12px auto }
  :host([data-mirrored]) .panel { inset-inline: auto 0; border-inline-start: 1px solid var(--line); border-inline-end: 0 }
  :host([data-mirrored]) .opener { inset-inline: auto 12px }
}
/* at the bottom where the text has the full width */
@media (max-width: 74.99rem) {
  .panel { inset: auto 0 var(--foot, 0px); inline-size: 100vw; max-block-size: min(46dvh, 92dvh - var(--foot, 0px)); padding-inline: max(16px, (100vw - 44rem) / 2); border-inline-start: 0; border-block-start: 1px solid var(--line); border-radius: 14px 14px 0 0; box-shadow: 0 -4px 24px #0003 }
}
@media (max-width: 40rem) {
  .panel { max-block-size: min(58dvh, 92dvh - var(--foot, 0px)) }
}
header { position: sticky; inset-block-start: 0; display: flex; align-items: center; justify-content: space-between; background: var(--ground); z-index: 1; margin-inline: -16px; padding: 8px 16px; border-block-end: 1px solid var(--line) }
h2 { font-size: 15px; font-weight: 700; margin: 0 }
h3 { font-size: 18px; font-weight: 700; margin: 12px 0 4px }
h3:focus { outline: none }
p { margin: 4px 0 }
b { font-weight: 650 }
.told { color: var(--soft); overflow-wrap: anywhere; margin-block: 8px }
.told:empty { margin: 0 }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-block: 12px }
.form > .row { position: sticky; inset-block-end: -24px; background: var(--ground); padding-block: 10px; margin-block: 8px 0; border-block-start: 1px solid var(--line) }
blockquote { margin: 4px 0 10px; padding-inline-start: 10px; border-inline-start: 3px solid #ffd54a; overflow-wrap: anywhere; max-block-size: 6em; overflow: auto }
.about { display: flex; flex-wrap: wrap; align-items: center; gap: 0 12px }
.about > blockquote { flex: 1 1 10rem } .about > p { flex: 1 1 100% } .about > p:empty { margin: 0 } .about > .quiet { padding-inline: 0 }
.field { margin-block: 10px }
.field > label, legend { display: block; font-weight: 600; margin-block-end: 3px }
.tick { display: flex; gap: 8px; align-items: start }
.tick > label { font-weight: 400; margin: 0; overflow-wrap: anywhere }
.help, small { color: var(--soft); font-size: 13px }
.help { margin: 3px 0 0 }
.combo { position: relative }
.combo [role=listbox] { position: absolute; z-index: 2; inset-inline: 0; margin: 2px 0 0; padding: 4px; list-style: none; max-block-size: 17rem; overflow: auto; background: var(--field); border: 1px solid var(--line); border-radius: 6px; box-shadow: 0 6px 20px #0003 }
.combo [role=option] { padding: 5px 8px; border-radius: 4px; cursor: pointer; min-block-size: 32px }
.combo [role=option] small { display: block; overflow-wrap: anywhere }
.combo [aria-selected=true], .combo [role=option]:hover { background: var(--accent); color: var(--on) }
.combo [aria-selected=true] small, .combo [role=option]:hover small { color: inherit }
.combo .new { border-block-start: 1px solid var(--line); font-weight: 600 }
.chips { display: flex; flex-wrap: wrap; gap: 6px; list-style: none; margin: 0 0 6px; padding: 0 }
.chips li { display: flex; align-items: center; gap: 2px; background: var(--shade); border-radius: 6px; padding-inline-start: 8px; overflow-wrap: anywhere }
.chips button { border: 0; background: none; padding: 0 8px; min-inline-size: 32px }
fieldset { border: 1px solid var(--line); border-radius: 8px; margin: 8px 0; padding: 4px 12px 8px; min-inline-size: 0 }
details { margin-block: 10px }
summary { cursor: pointer; font-weight: 600; padding-block: 5px; min-height: 32px }
.number { color: var(--soft); font-weight: 400; margin-inline-start: 4px }
.lists > details { border-block-start: 1px solid var(--line); margin: 0; padding-block: 4px }
ul { list-style: none; margin: 0; padding: 0 }
.lists li { display: grid; grid-template-columns: 1fr auto; gap: 2px 8px; align-items: center; padding-block: 6px }
.lists li + li { border-block-start: 1px solid light-dark(#ebebe9, #2c2e33) }
.lists li > * { min-inline-size: 0; overflow-wrap: anywhere }
.lists li > pre, .lists li > p, .lists li > .quiet { grid-column: 1 / -1 }
.words { text-align: start; border: 0; background: none; padding: 2px 0; font-weight: 600 }
.words bdi, span.words { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden }
button.words:hover { color: var(--accent) }
.lists small { grid-column: 1 / -1; grid-row: 2; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden }
.lists li.of-one { display: block }
.lists .of-one li { padding: 0; border: 0; padding-inline-start: 10px }
.lists .of-one .words { font-weight: 400 }
.who { font-weight: 600; margin: 0 }
.acts { grid-column: 2; grid-row: 1; display: flex; flex-wrap: wrap; gap: 4px; justify-content: end; max-inline-size: 11rem }
.acts button { padding: 2px 8px; font-size: 13px; border-color: transparent; background: none; color: var(--accent) }
.choices button { inline-size: 100%; text-align: start; margin-block: 3px; overflow-wrap: anywhere }
.preview { margin-block-start: 6px; padding: 4px 10px; border: 1px dashed var(--line); border-radius: 6px; overflow-wrap: anywhere }
.preview a { color: var(--accent) } .preview em { font-style: italic } .preview strong { font-weight: 700 } .preview li { display: list-item; margin-inline-start: 18px; list-style: disc } .preview ol li { list-style: decimal }
.answer { scroll-margin-block-end: 72px }
.refusal { color: var(--danger); border: 1px solid currentcolor; border-radius: 6px; padding: 6px 10px; margin-block: 10px; overflow-wrap: anywhere }
.error { color: var(--danger) }
pre { font: 12.5px/1.45 ui-monospace, monospace; overflow-x: auto; margin: 4px 0; color: var(--ink) }
[aria-busy=true] { opacity: .7 }
/* in a sheet lower than a list, the list scrolls by itself */
@media (max-width: 74.99rem) {
  .combo [role=listbox] { position: static; max-block-size: 11rem }
  .form > .row { z-index: 3 }
}
@media (pointer: coarse) {
  button, select, input, textarea, summary, .combo [role=option] { min-height: 44px }
  .acts button, .chips button { min-inline-size: 44px }
  input, select, textarea { font-size: 16px }
}
@media (forced-colors: active) {
  .combo [aria-selected=true] { outline: 2px solid Highlight }
  button.main { border-width: 2px }
}`
