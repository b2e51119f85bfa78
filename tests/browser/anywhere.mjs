// The same site served from the root of a host, below a path, and from a disk: everything that its pages refer to
// exists, and they work the same.
import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { pathToFileURL } from 'node:url'
import { check, none } from './check.mjs'
import { within } from './browser.mjs'
import { isArticle, oneOfEach, oneOfEachTemplate, pagesOf, serve } from './site.mjs'

const plain = (address) => address.replaceAll('&amp;', '&').replaceAll('&#x2F;', '/')

/** Addresses on a page without a file; `below` is the site's path, `null` if all addresses are relative. */
const missing = (folder, { url, html }, below) => {
  const lost = []
  for (const [, attribute, value] of html.matchAll(/\s(href|src)="([^"]*)"/g)) {
    const address = plain(value).split(/[?#]/)[0]
    if (address === '' || /^[a-z][a-z0-9+.-]*:/i.test(address) || address.startsWith('//')) continue
    let path
    if (address.startsWith('/')) {
      // 404.html is shown at any address
      if (below === null && url !== '/404.html') { lost.push(`${attribute} ${address} is not relative`); continue }
      if (below !== null && !address.startsWith(below)) { lost.push(`${attribute} ${address} is not below ${below}`); continue }
      path = address.slice((below ?? '/').length - 1)
    } else {
      path = posix.join(posix.dirname(`${url}x`), address) + (address.endsWith('/') ? '/' : '')
    }
    const file = join(folder, decodeURIComponent(path.replace(/\/\/$/, '/').replace(/\/$/, '/index.html')))
    if (below === null && address.endsWith('/') && url !== '/404.html') lost.push(`${attribute} ${address} is a folder`)
    else if (!existsSync(file) || !statSync(file).isFile()) lost.push(`${attribute} ${value}`)
  }
  return lost
}

/** Goes from the home page to that of another language and back, and through the search to a page. */
const wander = async (page, name, addressOf) => {
  const isAt = (url) => [addressOf(url), `${addressOf(url)}index.html`].includes(page.url())
  const follow = async (selector) => {
    await page.locator(selector).first().click()
    await page.waitForLoadState()
  }
  await page.goto(addressOf('/'))
  await follow('.g-site a[hreflang=ar]')
  check(`${name}: the home page in Arabic`, isAt('/ar/') && await page.evaluate(() => document.dir === 'rtl'))
  await follow('main h2 a')
  check(`${name}: an article in Arabic`, await page.evaluate(() => document.documentElement.lang === 'ar' && document.querySelector('.article-body') !== null))
  await follow('.g-mast')
  check(`${name}: its masthead leads to the home page in Arabic`, isAt('/ar/'))
  await follow('.g-site a[hreflang=en]')
  check(`${name}: and back`, isAt('/'))
  if (name === 'file') return
  await page.goto(addressOf('/search/'))
  await page.locator('#g-q').fill('putin')
  await page.locator('#g-search-names h3 a').first().waitFor({ timeout: 10_000 })
  await follow('#g-search-names h3 a')
  check(`${name}: the search leads to a page`, isAt('/people/vladimir-putin/'))
}

/** Opens pages; on an article, changes colours and marks, opens a card, follows a name and goes back. */
const used = async (browser, name, kinds, addressOf, isOwn) => {
  const wrong = []
  await within(browser, { viewport: { width: 1100, height: 800 }, colorScheme: 'light' }, async (page) => {
    page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.message}`))
    page.on('console', (line) => line.type() === 'error' && wrong.push(`${page.url()}: ${line.text()}`))
    page.on('request', (request) => isOwn(request.url()) || wrong.push(`${page.url()} asks for ${request.url()}`))
    for (const { url, kind } of kinds) {
      // a script reads the index, which browsers refuse for files on a disk
      if (name === 'file' && url.startsWith('/search/')) continue
      await page.goto(addressOf(url), { waitUntil: 'load' })
      const seen = await page.evaluate(() => ({
        style: getComputedStyle(document.documentElement).getPropertyValue('--measure').trim(),
        theme: document.querySelector('#g-theme')?.hidden === false,
      }))
      check(`${name} ${url}: has its style and its script`, seen.style === '37rem' && seen.theme)
      if (!isArticle({ kind })) continue
      await page.click('#g-theme')
      check(`${name} ${url}: colours change`, await page.evaluate(() => document.documentElement.dataset.theme) === 'dark')
      await page.click('#g-theme')
      const mention = page.locator('.article-body a.mention').first()
      if (!await mention.count()) continue
      const line = () => mention.evaluate((node) => getComputedStyle(node).textDecorationLine)
      await page.locator('label:has(#g-marks-none)').click()
      const without = await line()
      await page.locator('label:has(#g-marks-all)').click()
      check(`${name} ${url}: marks can be switched off`, without === 'none' && await line() === 'underline')
      await mention.hover()
      await page.locator('.g-card:popover-open').waitFor({ timeout: 5000 })
      await mention.click()
      await page.waitForLoadState()
      check(`${name} ${url}: a name leads to its page`, await page.locator('main.g-entity').count() === 1)
      // mentions in a translation are folded
      await page.goto(await page.locator(`[data-article="${url}"] a[href*="#m"], a[data-article="${url}"][href*="#m"]`).first().evaluate((link) => link.href))
      check(`${name} ${url}: and back to the words`, await page.evaluate(() => document.querySelector(location.hash)?.closest('.article-body') !== null))
    }
    await wander(page, name, addressOf)
  })
  none(`${name}: nothing breaks, and nothing is asked for elsewhere`, wrong)
}

export const anywhere = async (browser, glossator) => {
  const work = await mkdtemp(join(tmpdir(), 'glossator-'))
  const source = join(work, 'site')
  await mkdir(source)
  await cp('content', join(source, 'content'), { recursive: true })
  const config = await readFile('glossator.toml', 'utf8')
  await writeFile(join(source, 'glossator.toml'), config.replace(/^base_url = .*\n/m, ''))
  const built = async (name, ...more) => {
    const folder = join(work, name)
    execFileSync(glossator, ['-r', source, 'build', '-q', '-o', folder, ...more], { stdio: ['ignore', 'inherit', 'pipe'] })
    return { folder, pages: await pagesOf(folder) }
  }
  const root = await built('root', '-u', 'http://site.example/')
  const below = await built('below', '-u', 'http://site.example/a/b/')
  const bare = await built('bare')
  for (const [name, { folder, pages }, path] of [['root', root, '/'], ['below a path', below, '/a/b/'], ['bare', bare, null]]) {
    none(`${name}: all that pages name is there`, pages.flatMap((page) => missing(folder, page, path).map((it) => `${page.url}: ${it}`)))
  }
  check('the search for what is missing can fail', missing(bare.folder, { url: '/x/', html: '<a href="no.html"> <a href="../">' }, null).length === 2)

  const visit = async (name, { folder, pages }, path) => {
    const served = await serve(folder, { below: path })
    // without a base, 404.html works only at the root of a host
    const kinds = oneOfEachTemplate(oneOfEach(pages)).filter(({ url }) => path === '/' || !name.startsWith('bare') || url !== '/404.html')
    await used(browser, name, kinds, (url) => served.root + path.slice(0, -1) + url, (url) => url.startsWith(served.root + path) || url.startsWith('data:'))
    served.close()
  }
  await visit('root', root, '/')
  await visit('below', below, '/a/b/')
  await visit('bare below', bare, '/any/where/')
  const address = pathToFileURL(bare.folder).href
  const file = (url) => `${address}${url.endsWith('/') ? `${url}index.html` : url}`
  await used(browser, 'file', oneOfEachTemplate(oneOfEach(bare.pages)).filter(({ url }) => url !== '/404.html'), file, (url) => url.startsWith(address) || url.startsWith('data:'))
  await rm(work, { recursive: true })
}
