// The preview follows a change.
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check } from './check.mjs'
import { within } from './browser.mjs'

export const preview = async (browser, glossator) => {
  const work = await mkdtemp(join(tmpdir(), 'glossator-'))
  await mkdir(join(work, 'content/articles'), { recursive: true })
  await writeFile(join(work, 'glossator.toml'), 'title = "Preview"\n')
  const source = join(work, 'content/articles/a.md')
  await writeFile(source, '+++\ntitle = "First"\n+++\n\nOne.\n')
  const serving = spawn(glossator, ['-r', work, 'serve'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const address = await new Promise((found, lost) => {
    let said = ''
    serving.stderr.on('data', (chunk) => {
      said += chunk
      const match = said.match(/http:\/\/\S+\//)
      if (match) found(match[0])
    })
    serving.on('exit', () => lost(new Error(`the preview ended: ${said}`)))
  })
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
      await writeFile(source, '+++\ntitle = Broken\n+++\n\nTwo.\n')
      await page.waitForSelector('#g-troubles')
      check('an error is shown over the last good page', (await page.textContent('h1')) === 'Second')
      await writeFile(source, '+++\ntitle = "Third"\n+++\n\nTwo.\n')
      await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Third' && !document.querySelector('#g-troubles'))
      check('a mended error goes away', true)
      const written = join(work, 'written')
      const fresh = spawn(glossator, ['-r', work, 'build', '-q', '-u', address, '-o', written])
      await new Promise((ended) => fresh.on('exit', ended))
      const [, sheet] = (await (await fetch(address)).text()).match(/href="[^"]*(site\.[0-9a-f]+\.css)"/)
      for (const url of ['', 'articles/', 'articles/a/', '404.html', sheet]) {
        const served = (await (await fetch(address + url)).text()).replace(/<script>\{let lost.*\n(?=<\/body>)/, '')
        const file = url === '' || url.endsWith('/') ? `${url}index.html` : url
        check(`served after edits, as a fresh build writes it: /${url}`, served === await readFile(join(written, file), 'utf8'))
      }
      const missing = await page.goto(`${address}no/such/page/`)
      check('what is not there is a 404', missing.status() === 404)
    })
  } finally {
    serving.kill('SIGTERM')
    await rm(work, { recursive: true })
  }
}
