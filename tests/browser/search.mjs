// Searching: words of names and texts in any script, and filters. The page splits words exactly as the index does.
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { published } from './site.mjs'
import { check, none } from './check.mjs'
import { within } from './browser.mjs'

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The words of the index with their documents, and the records of the documents. */
const indexOf = async (folder) => {
  const index = JSON.parse(await readFile(join(folder, 'search/index.json'), 'utf8'))
  const words = new Map()
  for (const [, name] of index.words) {
    for (const line of (await readFile(join(folder, 'search', name), 'utf8')).split('\n').filter(Boolean)) {
      const [word, places] = line.split('\t')
      const documents = new Set()
      let [document, number, scale] = [-1, 0, 1]
      for (const letter of places.replace('!', '')) {
        const digit = digits.indexOf(letter)
        number += (digit % 32) * scale
        scale *= 32
        if (digit < 32) {
          document += Math.floor(number / 4)
          documents.add(document);
          [number, scale] = [0, 1]
        }
      }
      words.set(word, documents)
    }
  }
  const records = []
  for (const [, name] of index.records) records.push(...JSON.parse(await readFile(join(folder, 'search', name), 'utf8')))
  return { ...index, words, records }
}

const torture = 'Čapek ÉTÉ Straße Łódź ﬁn ΣΟΦΟΣ İstanbul ısı e\u0301te\u0301 Ⅻ أحمد الشَّرع والقاهرة דָּבָר 源氏物語について 東 スーパー 日本2025年 한국어 हिन्दी ภาษาไทย 👩‍🔬'
const tortured = 'capek ete strasse lodz fin σοφοσ istanbul isi ete xii احمد شرع قاهره דבר 源氏 氏物 物語 語に につ つい いて 東 スー ーパ パー 日本 2025 年 한국어 हिन्दी ภา าษ ษา าไ ไท ทย'.split(' ')

/** The page and the index split words alike; index files and script are small. */
const agrees = async (page, site) => {
  const index = await indexOf(site.folder)
  const terms = (text) => page.evaluate((text) => document.querySelector('#g-search').terms(text), text)
  check('the page cuts words of all scripts as the index does', JSON.stringify(await terms(torture)) === JSON.stringify(tortured))
  for (const [document, { u }] of index.records.entries()) {
    const text = await readFile(join(site.folder, u, 'body.txt'), 'utf8').catch(() => null)
    if (text === null) continue
    none(`${site.name} /${u}: each of its words finds it`, (await terms(text)).filter((term) => !index.words.get(term)?.has(document)))
  }
  const files = await readdir(join(site.folder, 'search'))
  for (const name of files.filter((name) => name !== 'index.html')) check(`search/${name} is small`, (await readFile(join(site.folder, 'search', name))).length <= 40_000)
  const script = gzipSync(await readFile(join(site.folder, await published(site.folder, 'search.js'))), { level: 9 }).length
  check(`the script that searches: ${script} bytes`, script <= 8 * 1024)
}

export const search = async (browser, site) => {
  await within(browser, { viewport: { width: 1440, height: 900 } }, async (page) => {
    const foreign = []
    page.on('request', (request) => request.url().startsWith(site.root) || foreign.push(request.url()))
    page.on('pageerror', (error) => foreign.push(error.message))
    const hits = async (list) => {
      const rows = await page.locator(`#g-search-${list} h3 a`).all()
      return Promise.all(rows.map(async (row) => new URL(await row.getAttribute('href')).pathname))
    }
    const ask = async (query) => {
      await page.goto(`${site.root}/search/?${query}`)
      await page.waitForFunction(() => document.querySelector('#g-search-status').textContent)
    }
    await page.goto(`${site.root}/search/`)
    await agrees(page, site)
    check('the field has the focus', await page.evaluate(() => document.activeElement.id === 'g-q'))
    await page.keyboard.type('putin moscow')
    await page.waitForFunction(() => location.search === '?q=putin+moscow' && document.querySelector('#g-search-results mark'))
    check('the field keeps the focus while results come', await page.evaluate(() => document.activeElement.id === 'g-q'))
    check('words are marked where they stand', (await page.locator('#g-search-results mark').allTextContents()).some((word) => /putin|moscow/i.test(word)))
    await ask('q=putin')
    check(`a name comes first: ${await hits('names')}`, (await hits('names'))[0] === '/people/vladimir-putin/')
    check('articles follow', (await hits('results')).some((path) => path.startsWith('/articles/')))
    await ask('q=puti')
    check('the beginning of a name is enough', (await hits('names'))[0] === '/people/vladimir-putin/')
    await ask('q=%D8%A8%D9%88%D8%AA%D9%8A%D9%86')
    check('Arabic is found, also after a particle', (await hits('names'))[0] === '/people/vladimir-putin/' && (await hits('results')).some((path) => path.startsWith('/ar/articles/')))
    check('a result in another language says so', (await page.locator('#g-search-results [lang=ar][dir=rtl]').count()) > 0)
    await ask('q=moscow&type=place')
    check('types narrow it down', (await hits('names')).every((path) => path.startsWith('/places/')) && (await hits('results')).length === 0)
    await ask('q=vladimir+putin')
    await page.locator('#g-search-names .g-meta a').first().click()
    await page.waitForFunction(() => document.querySelector('#g-search-results li'))
    const named = await page.locator('#g-search-results li').count()
    const has = site.pages.filter(({ html }) => html.includes('class="article-body"') && html.includes('data-entity="vladimir-putin"')).length
    check(`all articles that name somebody: ${named} of ${has}`, named === has)
    check('what narrows it down can be taken off', await page.locator('#g-search-entity').isVisible())
    await page.locator('#g-search-entity').click()
    await page.waitForFunction(() => !location.search)
    await ask('q=zzzzzz')
    check('nothing found is said', (await page.locator('#g-search-results li').count()) === 0 && (await page.locator('#g-search-status').textContent()).length > 5)
    await ask('q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+putin&name=%3Cb%3Ex%3C%2Fb%3E&entity=%3Cb%3E')
    check('what is typed is never markup', (await page.locator('#g-search-status b, #g-search-entity b, main img').count()) === 0)
    none('nothing leaves the origin, no trouble in the script', foreign)
  })
  await within(browser, { javaScriptEnabled: false }, async (page) => {
    await page.goto(`${site.root}/search/`)
    check('without a script the page says what to do instead', (await page.locator('noscript p').isVisible()) && (await page.locator('#g-search-browse a').count()) > 3)
    check('and offers nothing that does not work', !(await page.locator('.g-kinds').isVisible()))
  })
}
