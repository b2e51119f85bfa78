// Tests built sites in Chromium: `node run.mjs GLOSSATOR SITE [PART…]`. SITE was built for the root of a host; sites
// that are hard on a theme are generated here. With PARTs, only these run.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch } from './browser.mjs'
import { check, report } from './check.mjs'
import { build } from './fixtures.mjs'
import { open } from './site.mjs'
import { accessible } from './axe.mjs'
import { anywhere } from './anywhere.mjs'
import { edit } from './edit.mjs'
import { editor } from './editor.mjs'
import { ends } from './ends.mjs'
import { guide } from './guide.mjs'
import { indexes } from './indexes.mjs'
import { layout, targets } from './layout.mjs'
import { lighthouse, speed } from './lighthouse.mjs'
import { links, old } from './old.mjs'
import { print } from './print.mjs'
import { behaviours, filter, keyboard, notes, shifts } from './reading.mjs'
import { texts } from './text.mjs'
import { weights } from './weights.mjs'
import { pages } from './pages.mjs'
import { pictures } from './pictures.mjs'
import { policy } from './policy.mjs'
import { preview } from './preview.mjs'
import { search } from './search.mjs'

const [glossator, folder, ...only] = process.argv.slice(2)
const work = await mkdtemp(join(tmpdir(), 'glossator-'))
const finish = async () => {
  await rm(work, { recursive: true, force: true })
  process.exit(report())
}
setTimeout(() => {
  check('the suite ends within half an hour', false)
  finish()
}, 1_800_000).unref()

const fixtures = await build(glossator, work)
const own = await open('own', folder)
const dense = await open('dense', fixtures.dense)
const arabic = await open('arabic', fixtures.arabic)
const long = await open('words', fixtures.words)
const names = await open('names', fixtures.names)
// of the dense site, every article is tested; its other pages are like those of the own site
dense.kinds = dense.pages.filter(({ kind }) => kind === 'article' || kind === 'people/' || kind === '/')
// of the five thousand pages of names, only the lists
names.kinds = names.kinds.filter(({ kind }) => kind === 'entities/' || kind === 'people/')
const browser = await launch()

// templates are the same on all sites: of the others only pages whose content differs
const differing = /^(article|people\/\*|entities)/
const differs = (site) => ({ kind }) => site === own || differing.test(kind)
const some = (site, wanted = differing) => ({ ...site, kinds: site.kinds.filter(({ kind }) => wanted.test(kind)) })
const each = (work, ...sites) => async () => { for (const site of sites) await work(browser, site, differs(site)) }
const scored = () => {
  const fullest = (site, wanted) => site.kinds.find(({ kind }) => wanted.test(kind)).url
  const thousand = dense.pages.find(({ url }) => url.includes('dense')).url
  return [[own, '/'], [own, fullest(own, /^article$/)], [dense, thousand], [own, fullest(own, /^people\/\*/)], [own, fullest(own, /^article rtl$/)]]
}
// slow parts first
const parts = {
  layout: each(layout, own, dense, arabic, long),
  axe: each(accessible, own, some(arabic), dense, some(long, /^article/)),
  pages: each(pages, own, dense, arabic, long, names),
  lighthouse: () => lighthouse(scored()),
  anywhere: () => anywhere(browser, glossator),
  print: each(print, own, dense, arabic, long),
  notes: each(notes, own, dense, arabic, long),
  texts: each(texts, own, dense, arabic, long),
  policy: each(policy, own, dense, some(arabic), some(long)),
  ends: () => ends(browser, own, arabic),
  pictures: () => pictures(browser, glossator),
  guide: () => guide(browser, glossator),
  links: each(links, own, arabic),
  old: each(old, own, arabic),
  filter: each(filter, names),
  targets: each(targets, names),
  indexes: () => indexes(browser, own, names),
  search: () => search(browser, own),
  weights: () => weights(browser, own, dense),
}
// what depends on time has the machine for itself
const alone = {
  behaviours: each(behaviours, own),
  keyboard: each(keyboard, own),
  shifts: each(shifts, own, names, some(arabic)),
  preview: () => preview(browser, glossator),
  edit: () => edit(browser, glossator),
  editor: () => editor(browser, glossator),
}
// prints figures and checks nothing: runs only if named
const benches = { speed: () => speed(scored()) }
const wanted = (all) => Object.entries(all).filter(([name]) => only.length === 0 || only.includes(name))
const pass = async ([name, part]) => {
  const begun = performance.now()
  try {
    await part()
  } catch (error) {
    check(`${name}: ${error.stack}`, false)
  }
  console.log(`${name}: ${((performance.now() - begun) / 1000).toFixed(1)} s`)
}
const waiting = wanted(parts)
const lane = async () => { while (waiting.length) await pass(waiting.shift()) }
await Promise.all([lane(), lane()])
for (const part of wanted(alone)) await pass(part)
if (only.length > 0) for (const part of wanted(benches)) await pass(part)
await browser.close()
for (const site of [own, dense, arabic, long, names]) site.close()
await finish()
