// Runs Lighthouse on pages from a compressing server, as a phone. The performance score depends on the machine and its
// load: `speed` prints it, and no check depends on it.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check } from './check.mjs'
import { flags, path } from './browser.mjs'
import { serve } from './site.mjs'

const program = new URL('./node_modules/lighthouse/cli/index.js', import.meta.url).pathname
const wanted = ['accessibility', 'best-practices', 'seo']

const ask = async (url, work, categories) => {
  const told = join(work, 'report.json')
  const child = spawn(process.execPath, [program, url, '--quiet', '--output=json', `--output-path=${told}`, '--no-enable-error-reporting',
    `--only-categories=${categories}`, `--chrome-flags=--headless=new ${flags.join(' ')}`], { env: { ...process.env, CHROME_PATH: path }, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk) => { said += chunk })
  const status = await new Promise((ended) => { child.on('exit', ended) })
  if (status !== 0) throw new Error(`lighthouse ended with ${status}: ${said}`)
  return JSON.parse(await readFile(told, 'utf8'))
}

/** Reports for pages, given as `[site, url]`, each served at the address that the page states as its own. */
const reports = async (pages, categories, take) => {
  const work = await mkdtemp(join(tmpdir(), 'glossator-'))
  try {
    for (const [site, url] of pages) {
      const home = await readFile(join(site.folder, 'index.html'), 'utf8')
      const base = new URL(home.match(/<link rel="canonical" href="([^"]*)"/)[1]).origin
      const served = await serve(site.folder, { compress: true, change: (path, text) => text.replaceAll(base, served.root) })
      take(site, url, await ask(served.root + url, work, categories))
      served.close()
    }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

const failed = (report, category) => report.categories[category].auditRefs
  .map(({ id }) => report.audits[id])
  .filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative')
  .map(({ id, displayValue, details }) => [id, displayValue, JSON.stringify(details?.items?.[0])?.slice(0, 300)].filter(Boolean).join(' '))

/** Checks that pages have the full score in every category except performance. */
export const lighthouse = (pages) => reports(pages, wanted, (site, url, report) => {
  const lacking = wanted.filter((category) => report.categories[category].score < 1)
  const why = lacking.map((category) => `${category} ${Math.round(report.categories[category].score * 100)} (${failed(report, category).join(', ')})`)
  check(`lighthouse on ${site.name} ${url}: ${why.join('; ')}`, lacking.length === 0)
})

/** Prints the performance score of pages. */
export const speed = (pages) => reports(pages, ['performance'], (site, url, report) => {
  console.log(`performance of ${site.name} ${url}: ${Math.round(report.categories.performance.score * 100)}`)
})
