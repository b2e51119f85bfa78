// The preview follows changes.
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check } from './check.mjs'
import { within } from './browser.mjs'
import { serving } from './serving.mjs'

const long = (words) => `+++
title = "Long"
entities = ["ada"]

[[annotations]]
quote = "came to the harbour"
note = "From the north."
+++

${Array.from({ length: 30 }, (_, at) => `Before ${at}. ${'Words of this paragraph. '.repeat(12)}`).join('\n\n')}

Ada came to the harbour. ${words}

<details><summary>More</summary>Of it.</details>
<p><input id="field"></p>

${Array.from({ length: 30 }, (_, at) => `After ${at}. ${'Words of this paragraph. '.repeat(12)}`).join('\n\n')}
`

/** Waits until a page is served and contains these words. */
const served = async (url, words = '') => {
  for (;;) {
    const answer = await fetch(url)
    if (answer.ok && (await answer.text()).includes(words)) return
  }
}

/** A change keeps the scroll position, and what was opened. */
const place = async (page, { work, address }) => {
  await mkdir(join(work, 'content/entities'), { recursive: true })
  await writeFile(join(work, 'content/entities/ada.md'), '+++\nname = "Ada"\ntype = "person"\n+++\n')
  const source = join(work, 'content/articles/long.md')
  await writeFile(source, long('Here.'))
  await served(`${address}articles/long/`)
  await page.goto(`${address}articles/long/`)
  await page.waitForFunction(() => window.EventSource && document.querySelector('#g-preview'))
  await page.evaluate(() => {
    window.isSame = true
    window.note = document.querySelector('[id^=note-ref-], .ref')
    document.querySelector('details:has(> summary)').open = true
    document.querySelector('#field').value = 'typed'
    const radio = document.querySelector('input[type=radio]:not(:checked)')
    if (radio) radio.click()
    window.radio = radio?.id
    document.querySelector('#field').scrollIntoView({ block: 'center', behavior: 'instant' })
    document.querySelector('#field').focus({ preventScroll: true })
    document.documentElement.dataset.byReader = 'yes'
    window.top0 = document.querySelector('#field').getBoundingClientRect().top
  })
  const told = page.evaluate(() => new Promise((done) => document.addEventListener('glossator:changed', done, { once: true })).then(() => 1))
  // another paragraph above the current position
  await writeFile(source, long('Here now.').replace('Before 3.', 'A paragraph more.\n\nAnd one. '.repeat(3) + '\n\nBefore 3.'))
  await page.waitForFunction(() => document.body.textContent.includes('Here now.'))
  await told
  const now = await page.evaluate(() => ({
    isSame: window.isSame === true,
    moved: Math.abs(document.querySelector('#field').getBoundingClientRect().top - window.top0),
    isOpen: document.querySelector('details:has(> summary)').open,
    typed: document.querySelector('#field').value,
    focus: document.activeElement.id,
    radio: !window.radio || document.getElementById(window.radio).checked,
    ofReader: document.documentElement.dataset.byReader,
    scrollY,
  }))
  check('a change does not load the page again', now.isSame)
  check(`what is read stays in its place: ${now.moved} px, scrolled ${now.scrollY}`, now.moved < 3 && now.scrollY > 500)
  check('what was opened stays open', now.isOpen)
  check('what was typed stays', now.typed === 'typed' && now.focus === 'field')
  check('what was chosen stays', now.radio && now.ofReader === 'yes')
  // a page whose bytes are the same is not touched
  await page.evaluate(() => { window.n = 0; document.addEventListener('glossator:changed', () => { window.n += 1 }) })
  await writeFile(join(work, 'content/articles/b.md'), '+++\ntitle = "Another"\n+++\n\nB.\n')
  await served(`${address}articles/b/`)
  await writeFile(source, long('Here again.'))
  await page.waitForFunction(() => document.body.textContent.includes('Here again.'))
  check('a note that came before is there still', await page.evaluate(() => !window.note || window.note.isConnected))
}

const panel = (page) => page.locator('#g-preview')

/** Problems are shown on the page, and disappear when they are fixed. */
const messages = async (page, { source, address }) => {
  await page.goto(`${address}articles/a/`)
  await writeFile(source, '+++\ntitle = Broken\n+++\n\nTwo.\n')
  const list = panel(page).locator('section')
  await list.waitFor({ state: 'visible' })
  const text = await list.textContent()
  check('an error is shown over the last good page', (await page.textContent('h1')) === 'Second')
  check(`an error has its code, place and line: ${text}`, /error\[[a-z-]+\]/.test(text) && text.includes('content/articles/a.md:2:') && text.includes('title = Broken') && text.includes('^'))
  check('messages about this page come first', text.indexOf('This page') === 0)
  const answered = page.waitForResponse((response) => response.url().includes('/__glossator/open'))
  await list.locator('.place').first().click()
  const opened = await answered
  check('a place asks for the editor', opened.status() === 200)
  await panel(page).locator('.said').waitFor()
  check('why no editor opens is said', (await panel(page).locator('.said').textContent()).includes('EDITOR'))
  await panel(page).locator('.count').focus()
  await page.keyboard.press('Enter')
  await list.waitFor({ state: 'hidden' })
  check('the keyboard closes the panel', (await panel(page).locator('.count').textContent()) === '1 error')
  await writeFile(source, '+++\ntitle = "Third"\ndate = "2025-01-02T10:00:00"\n+++\n\nTwo.\n')
  await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Third')
  await page.waitForFunction(() => document.querySelector('#g-preview').shadowRoot.querySelector('.count')?.textContent.includes('warning'))
  check('a warning is counted and not opened', await list.isHidden())
  await writeFile(source, '+++\ntitle = "Third"\n+++\n\nTwo.\n')
  await page.waitForFunction(() => !document.querySelector('#g-preview').shadowRoot.querySelector('.count'))
  check('a mended error goes away', true)
}

/** A changed style sheet of the site's own is applied without a reload. */
const sheets = async (page, { work, address }) => {
  await mkdir(join(work, 'templates'), { recursive: true })
  await mkdir(join(work, 'static'), { recursive: true })
  await writeFile(join(work, 'static/own.css'), 'h1 { color: rgb(1, 2, 3) }')
  await writeFile(join(work, 'templates/page.html'), '<!doctype html><html lang="en"><head><title>Styled</title><link rel="stylesheet" href="/own.css"></head><body><h1>Styled</h1><p>Text.</p></body></html>')
  await writeFile(join(work, 'content/styled.md'), '+++\ntitle = "Styled"\n+++\n\nText.\n')
  await served(`${address}styled/`, 'own.css')
  await page.goto(`${address}styled/`)
  const colour = () => page.evaluate(() => getComputedStyle(document.querySelector('h1')).color)
  check(`the site's own style sheet is read: ${await colour()}`, (await colour()) === 'rgb(1, 2, 3)')
  await page.evaluate(() => {
    window.isSame = true
    window.bare = 0
    const look = () => {
      if (getComputedStyle(document.querySelector('h1')).color === 'rgb(0, 0, 0)') window.bare += 1
      requestAnimationFrame(look)
    }
    look()
  })
  const turns = (colour) => page.waitForFunction((colour) => getComputedStyle(document.querySelector('h1')).color === colour, colour)
  await page.waitForTimeout(100)
  await writeFile(join(work, 'static/own.css'), 'h1 { color: rgb(4, 5, 6) }')
  await turns('rgb(4, 5, 6)')
  // under another name, like style sheets with a hash in their names
  await writeFile(join(work, 'static/other.css'), 'h1 { color: rgb(7, 8, 9) }')
  const template = join(work, 'templates/page.html')
  await writeFile(template, (await readFile(template, 'utf8')).replace('/own.css', '/other.css'))
  await turns('rgb(7, 8, 9)')
  await page.waitForFunction(() => document.querySelectorAll('link[rel=stylesheet]').length === 1)
  const { isSame, bare } = await page.evaluate(() => ({ isSame: window.isSame, bare: window.bare }))
  check(`style sheets are swapped in place, and the page is never bare: ${bare}`, isSame === true && bare === 0)
}

/** A deleted page says so, and one that moved shows its new address. */
const whereabouts = async (page, { work, address }) => {
  const styled = join(work, 'content/styled.md')
  await writeFile(styled, '+++\ntitle = "Styled"\nslug = "elsewhere"\n+++\n\nText.\n')
  const gone = panel(page).locator('.gone')
  await gone.waitFor()
  check(`a page that moved says where: ${await gone.textContent()}`, (await gone.textContent()).includes('/elsewhere/'))
  await rm(styled)
  await page.waitForFunction(() => document.querySelector('#g-preview').shadowRoot.querySelector('.gone')?.textContent.includes('gone'))
  check('a page that is gone says so, and is still shown', (await page.textContent('h1')) === 'Styled')
}

export const preview = async (browser, glossator) => {
  const work = await mkdtemp(join(tmpdir(), 'glossator-'))
  await mkdir(join(work, 'content/articles'), { recursive: true })
  await writeFile(join(work, 'glossator.toml'), 'title = "Preview"\n')
  const source = join(work, 'content/articles/a.md')
  await writeFile(source, '+++\ntitle = "First"\n+++\n\nOne.\n')
  const { address, end } = await serving(glossator, work)
  try {
    const foreignHost = await new Promise((answered) => {
      get(address, { headers: { host: 'evil.example' } }, (response) => answered(response.statusCode))
    })
    check('another host name is refused', foreignHost === 403)
    await within(browser, {}, async (page) => {
      await page.goto(`${address}articles/a/`)
      check('the preview shows the article', (await page.textContent('h1')) === 'First')
      await writeFile(source, '+++\ntitle = "Second"\n+++\n\nTwo.\n')
      await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Second')
      check('a change is shown', true)
      await place(page, { work, address })
      await messages(page, { source, address })
      await sheets(page, { work, address })
      await whereabouts(page, { work, address })
      const written = join(work, 'written')
      const fresh = spawn(glossator, ['-r', work, 'build', '-q', '-u', address, '-o', written])
      await new Promise((ended) => fresh.on('exit', ended))
      const [, sheet] = (await (await fetch(address)).text()).match(/href="[^"]*(site\.[0-9a-f]+\.css)"/)
      for (const url of ['', 'articles/', 'articles/a/', '404.html', sheet]) {
        const served = (await (await fetch(address + url)).text()).replace(/<script [^>]*id="g-preview-script"[^>]*><\/script>\n/, '')
        const file = url === '' || url.endsWith('/') ? `${url}index.html` : url
        check(`served after edits, as a fresh build writes it: /${url}`, served === await readFile(join(written, file), 'utf8'))
      }
      const missing = await page.goto(`${address}no/such/page/`)
      check('what is not there is a 404', missing.status() === 404)
    })
  } finally {
    end()
    await rm(work, { recursive: true })
  }
}
