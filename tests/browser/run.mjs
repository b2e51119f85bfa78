// Drives the built site in a real Chromium: `node run.mjs GLOSSATOR SITE`. The site was built for the root of a host.
import { createServer } from 'node:http'
import { spawn } from 'node:child_process'
import { mkdtemp, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join, relative } from 'node:path'
import { chromium } from 'playwright-core'

const [glossator, site] = process.argv.slice(2)
setTimeout(() => { console.log('failed: took over two minutes\n0 passed, 1 failed'); process.exit(1) }, 120_000).unref()
let passed = 0
const failures = []
const check = (what, holds) => (holds ? (passed += 1) : failures.push(what))

const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.txt': 'text/plain', '.svg': 'image/svg+xml' }
const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://x').pathname)
  const file = join(site, path.endsWith('/') ? `${path}index.html` : path)
  try {
    const body = await readFile(file)
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(body)
  } catch {
    response.writeHead(404).end()
  }
})
await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
const root = `http://127.0.0.1:${server.address().port}`

const files = async (folder) => {
  const entries = await readdir(folder, { withFileTypes: true })
  const nested = await Promise.all(entries.map((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? files(path) : [path]
  }))
  return nested.flat()
}
const all = await files(site)
const pages = all.filter((file) => file.endsWith('.html'))
const exists = async (path) => stat(join(site, path)).then((found) => found.isFile(), () => false)

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})

// every link leads to a page and to something on it; nothing leaves the origin; ids are unique
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
const page = await context.newPage()
const foreign = []
page.on('request', (request) => request.url().startsWith(root) || foreign.push(request.url()))
page.on('pageerror', (error) => failures.push(`script: ${error.message}`))
const links = new Map()
const ids = new Map()
const mentions = new Map()
const backlinks = new Map()
for (const file of pages) {
  const path = `/${relative(site, file)}`
  const url = path.replace(/index\.html$/, '')
  if ((await readFile(file, 'utf8')).includes('http-equiv="refresh"')) continue
  await page.goto(root + url, { waitUntil: 'domcontentloaded' })
  const seen = await page.evaluate(() => ({
    ids: [...document.querySelectorAll('[id]')].map((node) => node.id),
    links: [...document.querySelectorAll('a[href], link[href], img[src]')].map((node) => node.href || node.src),
    nested: document.querySelectorAll('a a').length,
    headings: document.querySelectorAll('h1').length,
    mentions: [...new Set([...document.querySelectorAll('.article-body .mention')].map((node) => `${node.dataset.mention} ${node.dataset.entity}`))],
    backlinks: [...document.querySelectorAll('[data-article][data-mention]')].map((node) => `${node.dataset.article} ${node.dataset.mention}`),
    refs: [...document.querySelectorAll('[role=doc-noteref]')].every((ref) => document.querySelector(`[id="${ref.getAttribute('href').slice(1)}"]`)),
  }))
  check(`${path}: ids are unique`, new Set(seen.ids).size === seen.ids.length)
  check(`${path}: no link in a link`, seen.nested === 0)
  check(`${path}: one main heading`, seen.headings === 1)
  check(`${path}: references lead to notes`, seen.refs)
  ids.set(url, new Set(seen.ids))
  links.set(url, seen.links)
  if (seen.mentions.length) mentions.set(url, seen.mentions)
  for (const backlink of seen.backlinks) backlinks.set(`${url.replace(/page\/\d+\/$/, '')} ${backlink}`, (backlinks.get(`${url.replace(/page\/\d+\/$/, '')} ${backlink}`) ?? 0) + 1)
}
for (const [url, targets] of links) {
  for (const target of targets.filter((target) => target.startsWith(root))) {
    const { pathname, hash } = new URL(target)
    const path = decodeURIComponent(pathname)
    const file = path.endsWith('/') ? `${path}index.html` : path
    check(`${url}: ${path} exists`, await exists(file))
    if (hash && ids.has(path)) check(`${url}: ${path}${hash} exists`, ids.get(path).has(decodeURIComponent(hash.slice(1))))
  }
}
check(`nothing leaves the origin: ${foreign}`, foreign.length === 0)
const counted = [...mentions.values()].flat().length
check(`each mention is on its entity's page, once: ${backlinks.size} of ${counted}`, backlinks.size === counted && [...backlinks.values()].every((count) => count === 1))

// no page is wider than a telephone
const narrow = await (await browser.newContext({ viewport: { width: 390, height: 800 } })).newPage()
for (const url of ids.keys()) {
  await narrow.goto(root + url, { waitUntil: 'domcontentloaded' })
  check(`${url} fits 390 px`, await narrow.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
}

// what readers do
const article = [...mentions.keys()].sort((a, b) => mentions.get(b).length - mentions.get(a).length)[0]
for (const width of [320, 390, 900, 1440]) {
  for (const colorScheme of ['light', 'dark']) {
    const view = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
    const tab = await view.newPage()
    for (const url of ['/', article, '/entities/']) {
      await tab.goto(root + url)
      const over = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      check(`${url} fits ${width} px`, over <= 0)
    }
    await view.close()
  }
}
const quiet = await browser.newContext({ viewport: { width: 390, height: 800 }, javaScriptEnabled: false })
const still = await quiet.newPage()
await still.goto(root + article)
const ref = still.locator('.article-body [role=doc-noteref]').first()
const note = still.locator(`[id="${(await ref.getAttribute('href')).slice(1)}"]`)
check('narrow: a note is closed', !(await note.isVisible()))
await ref.click()
check('narrow, without script: its reference opens it', await note.isVisible())
await quiet.close()
const wide = await browser.newContext({ viewport: { width: 1440, height: 900 }, javaScriptEnabled: false })
const margin = await wide.newPage()
await margin.goto(root + article)
check('wide, without script: every note is open', await margin.evaluate(() => [...document.querySelectorAll('.article-body .note-body')].every((body) => body.getBoundingClientRect().height > 0)))
await wide.close()
await page.goto(root + article)
const name = page.locator('.article-body a.mention').first()
await name.hover()
await page.waitForSelector('.g-card:popover-open')
check('hovering a name shows its card', true)
await page.keyboard.press('Escape')
check('Escape hides it', await page.locator('.g-card:popover-open').count() === 0)

// the preview follows a change
const work = await mkdtemp(join(tmpdir(), 'glossator-'))
await mkdir(join(work, 'content/articles'), { recursive: true })
await writeFile(join(work, 'glossator.toml'), 'title = "Preview"\n')
const source = join(work, 'content/articles/a.md')
await writeFile(source, '+++\ntitle = "First"\n+++\n\nOne.\n')
const preview = spawn(glossator, ['-r', work, 'serve'], { stdio: ['ignore', 'ignore', 'pipe'] })
const address = await new Promise((found, lost) => {
  let said = ''
  preview.stderr.on('data', (chunk) => {
    said += chunk
    const match = said.match(/http:\/\/\S+\//)
    if (match) found(match[0])
  })
  preview.on('exit', () => lost(new Error(`the preview ended: ${said}`)))
})
const foreignHost = await new Promise((answered) => {
  import('node:http').then(({ get }) => get(address, { headers: { host: 'evil.example' } }, (response) => answered(response.statusCode)))
})
check('another host name is refused', foreignHost === 403)
await page.goto(`${address}articles/a/`)
check('the preview shows the article', (await page.textContent('h1')) === 'First')
await writeFile(source, '+++\ntitle = "Second"\n+++\n\nTwo.\n')
await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Second')
check('a change is shown', true)
await writeFile(source, '+++\ntitle = Broken\n+++\n\nTwo.\n')
await page.waitForSelector('#g-troubles')
check('an error is shown over the last good page', (await page.textContent('h1')) === 'Second')
await writeFile(source, '+++\ntitle = "Third"\n+++\n\nTwo.\n')
await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Third' && !document.querySelector('#g-troubles'))
check('a mended error goes away', true)
const written = join(work, 'written')
const fresh = spawn(glossator, ['-r', work, 'build', '-q', '-u', address, '-o', written])
await new Promise((ended) => fresh.on('exit', ended))
for (const url of ['', 'articles/', 'articles/a/', '404.html', 'site.css']) {
  const served = (await (await fetch(address + url)).text()).replace(/<script>\{let lost.*\n(?=<\/body>)/, '')
  const file = url === '' || url.endsWith('/') ? `${url}index.html` : url
  check(`served after edits, as a fresh build writes it: /${url}`, served === await readFile(join(written, file), 'utf8'))
}
const missing = await page.goto(`${address}no/such/page/`)
check('what is not there is a 404', missing.status() === 404)
preview.kill('SIGTERM')

await browser.close()
server.close()
for (const failure of failures) console.log(`failed: ${failure}`)
console.log(`${passed} passed, ${failures.length} failed`)
process.exit(failures.length ? 1 : 0)
