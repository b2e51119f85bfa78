// Pictures for the eye: `node look.mjs GLOSSATOR SITE FOLDER [WORD]` draws the fullest page of each kind on a phone, a tablet and
// a desktop, in both colours, and the articles as they are printed; with a word, only pages
// whose addresses hold it. The fixtures are drawn, too.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch, within } from './browser.mjs'
import { build } from './fixtures.mjs'
import { isArticle, open } from './site.mjs'

const [glossator, folder, out, word = ''] = process.argv.slice(2)
const work = await mkdtemp(join(tmpdir(), 'glossator-'))
const fixtures = await build(glossator, work)
const sites = [await open('own', folder), await open('dense', fixtures.dense), await open('arabic', fixtures.arabic), await open('words', fixtures.words), await open('names', fixtures.names)]
// of the dense site only the articles differ from what the own site shows, of the names the lists
const own = { dense: isArticle, names: ({ kind }) => kind === 'entities/' }
const drawn = ({ name, kinds, pages }) => (name === 'dense' ? pages : kinds).filter((page) => (own[name]?.(page) ?? true) && page.url.includes(word))
const browser = await launch()
await mkdir(out, { recursive: true })
for (const site of sites) {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [390, 900, 1440]) {
      await within(browser, { viewport: { width, height: width < 500 ? 844 : 900 }, colorScheme }, async (page) => {
        for (const { url } of drawn(site)) {
          await page.goto(site.root + url)
          const name = `${site.name}${url.replaceAll('/', '-').replace(/-$/, '') || '-home'}-${width}-${colorScheme}.png`
          // a picture higher than 16,384 px is none
          const height = await page.evaluate(() => document.documentElement.scrollHeight)
          await page.screenshot({ path: join(out, name), ...(height > 16_000 ? { clip: { x: 0, y: 0, width, height: 16_000 } } : {}), fullPage: true })
        }
      })
    }
  }
  await within(browser, {}, async (page) => {
    for (const { url } of drawn(site).filter(isArticle)) {
      await page.goto(site.root + url)
      await page.pdf({ path: join(out, `${site.name}${url.replaceAll('/', '-')}print.pdf`), preferCSSPageSize: true })
    }
  })
  site.close()
}
await browser.close()
await rm(work, { recursive: true })
console.log(`drawn in ${out}`)
