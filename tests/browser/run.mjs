// Drives built sites in a real Chromium: `node run.mjs GLOSSATOR SITE`. SITE was built for the root of a host; sites that
// are hard on a theme are made here. With more arguments, only the parts that they name.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch } from './browser.mjs'
import { check, report } from './check.mjs'
import { build } from './fixtures.mjs'
import { open } from './site.mjs'
import { accessible } from './axe.mjs'
import { layout, spacing } from './layout.mjs'
import { behaviours, filter, notes, references } from './reading.mjs'
import { weights } from './weights.mjs'
import { pages } from './pages.mjs'
import { preview } from './preview.mjs'
import { search } from './search.mjs'

const [glossator, folder, ...only] = process.argv.slice(2)
const work = await mkdtemp(join(tmpdir(), 'glossator-'))
const finish = async () => {
  await rm(work, { recursive: true, force: true })
  process.exit(report())
}
setTimeout(() => {
  check('the suite ends within ten minutes', false)
  finish()
}, 600_000).unref()

const fixtures = await build(glossator, work)
const own = await open('own', folder)
const dense = await open('dense', fixtures.dense)
const arabic = await open('arabic', fixtures.arabic)
const names = await open('names', fixtures.names)
// of the dense site every article is a case of its own; its other pages are like those of the own site
dense.kinds = dense.pages.filter(({ kind }) => kind === 'article' || kind === 'people/' || kind === '/')
// of five thousand pages of names, those that list them
names.kinds = names.kinds.filter(({ kind }) => kind === 'entities/' || kind === 'people/')
const browser = await launch()

const parts = {
  pages: async () => { for (const site of [own, dense, arabic, names]) await pages(browser, site) },
  layout: async () => { for (const site of [own, dense, arabic]) await layout(browser, site) },
  spacing: async () => { for (const site of [own, arabic]) await spacing(browser, site) },
  notes: async () => { for (const site of [own, dense, arabic]) await notes(browser, site) },
  references: async () => { for (const site of [own, dense, arabic]) await references(browser, site) },
  behaviours: () => behaviours(browser, own),
  filter: () => filter(browser, names),
  search: () => search(browser, own),
  weights: () => weights(browser, own, dense),
  axe: async () => { for (const site of [own, arabic]) await accessible(browser, site) },
  preview: () => preview(browser, glossator),
}
for (const [name, part] of Object.entries(parts)) {
  if (only.length && !only.includes(name)) continue
  const begun = performance.now()
  try {
    await part()
  } catch (error) {
    check(`${name}: ${error.stack}`, false)
  }
  console.log(`${name}: ${((performance.now() - begun) / 1000).toFixed(1)} s`)
}
await browser.close()
for (const site of [own, dense, arabic, names]) site.close()
await finish()
