// What Lighthouse says of pages that a compressing server sends to a telephone.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check } from './check.mjs'
import { flags, path } from './browser.mjs'
import { serve } from './site.mjs'

const program = new URL('./node_modules/lighthouse/cli/index.js', import.meta.url).pathname
const wanted = { performance: 99, accessibility: 100, 'best-practices': 100, seo: 100 }

const ask = async (url, work, slower) => {
  const told = join(work, 'report.json')
  const child = spawn(process.execPath, [program, url, '--quiet', '--output=json', `--output-path=${told}`, '--no-enable-error-reporting',
    `--throttling.cpuSlowdownMultiplier=${slower}`, `--only-categories=${Object.keys(wanted)}`, `--chrome-flags=--headless=new ${flags.join(' ')}`], { env: { ...process.env, CHROME_PATH: path }, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk) => { said += chunk })
  const status = await new Promise((ended) => { child.on('exit', ended) })
  if (status !== 0) throw new Error(`lighthouse ended with ${status}: ${said}`)
  return JSON.parse(await readFile(told, 'utf8'))
}

/** Pages as `[site, url]`. How fast a page is depends on what else the machine does: the best of three runs counts. */
export const lighthouse = async (pages) => {
  const work = await mkdtemp(join(tmpdir(), 'glossator-'))
  try {
    for (const [site, url] of pages) {
      // a page says its own address, which is that of the server here
      const base = new URL(await readFile(join(site.folder, 'index.html'), 'utf8').then((html) => html.match(/<link rel="canonical" href="([^"]*)"/)[1])).origin
      const served = await serve(site.folder, { compress: true, change: (path, text) => text.replaceAll(base, served.root) })
      let [lacking, slower] = [[], 4]
      for (let run = 0; run < 3; run += 1) {
        const report = await ask(served.root + url, work, slower)
        // a telephone is four times slower than a desktop, whose index is 1500; this machine may be as slow as one by itself
        slower = Math.max(1, Math.min(4, 4 * report.environment.benchmarkIndex / 1500))
        const low = Object.entries(wanted).filter(([name, least]) => Math.round(report.categories[name].score * 100) < least)
        const shift = report.audits['cumulative-layout-shift'].numericValue
        lacking = low.map(([name]) => {
          const failed = report.categories[name].auditRefs.map(({ id }) => report.audits[id]).filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative')
          return `${name} ${Math.round(report.categories[name].score * 100)} (${failed.map(({ id, displayValue, details }) => [id, displayValue, JSON.stringify(details?.items?.[0])?.slice(0, 300)].filter(Boolean).join(' ')).join(', ')})`
        })
        if (shift > 0) lacking.push(`shift ${shift}`)
        if (low.every(([name]) => name !== 'performance')) break
      }
      served.close()
      check(`lighthouse on ${site.name} ${url}: ${lacking.join('; ')}`, lacking.length === 0)
    }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
