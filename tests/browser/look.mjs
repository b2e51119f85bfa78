// Screenshots for review: `node look.mjs GLOSSATOR SITE FOLDER [WORD]` takes the fullest page of each kind on a phone,
// a tablet and a desktop, light and dark, and the articles in print, of SITE and of the fixtures; with WORD, only pages
// whose address contains it.
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
// of the dense site only the articles, of the names only the lists: the rest looks like the own site
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
          // a screenshot can be at most 16,384 px high
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
