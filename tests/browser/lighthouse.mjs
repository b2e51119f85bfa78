// Runs Lighthouse on pages from a compressing server, as a phone. The performance score depends on the machine and its
// load: `speed` prints it, and no check depends on it.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { launch } from 'chrome-launcher'
import run from 'lighthouse'
import { check } from './check.mjs'
import { flags, path } from './browser.mjs'
import { serve } from './site.mjs'

const wanted = ['accessibility', 'best-practices', 'seo']
// static pages: what is not measured needs no wait
const soon = { disableFullPageScreenshot: true, pauseAfterFcpMs: 0, pauseAfterLoadMs: 0, networkQuietThresholdMs: 100, cpuQuietThresholdMs: 0 }

/** Reports for pages, given as `[site, url]`, each served at the address that the page states as its own. */
const reports = async (pages, settings, take) => {
  const chrome = await launch({ chromePath: path, chromeFlags: ['--headless=new', ...flags] })
  try {
    for (const [site, url] of pages) {
      const home = await readFile(join(site.folder, 'index.html'), 'utf8')
      const base = new URL(home.match(/<link rel="canonical" href="([^"]*)"/)[1]).origin
      const served = await serve(site.folder, { compress: true, change: (path, text) => text.replaceAll(base, served.root) })
      const { lhr } = await run(served.root + url, { port: chrome.port, logLevel: 'error', ...settings })
      take(site, url, lhr)
      served.close()
    }
  } finally {
    chrome.kill()
  }
}

const failed = (report, category) => report.categories[category].auditRefs
  .map(({ id }) => report.audits[id])
  .filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative')
  .map(({ id, displayValue, details }) => [id, displayValue, JSON.stringify(details?.items?.[0])?.slice(0, 300)].filter(Boolean).join(' '))

/** Checks that pages have the full score in every category except performance. */
export const lighthouse = (pages) => reports(pages, { onlyCategories: wanted, ...soon }, (site, url, report) => {
  const lacking = wanted.filter((category) => !(report.categories[category].score >= 1))
  const why = lacking.map((category) => `${category} ${Math.round(report.categories[category].score * 100)} (${failed(report, category).join(', ')})`)
  check(`lighthouse on ${site.name} ${url}: ${why.join('; ')}`, lacking.length === 0)
})

/** Prints the performance score of pages. */
export const speed = (pages) => reports(pages, { onlyCategories: ['performance'] }, (site, url, report) => {
  console.log(`performance of ${site.name} ${url}: ${Math.round(report.categories.performance.score * 100)}`)
})
