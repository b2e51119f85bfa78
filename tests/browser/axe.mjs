// Checks pages with axe-core: no violation on a desktop; of each template one page also on a phone and, for the rules
// about colours, in the dark.
import { readFile } from 'node:fs/promises'
import { check } from './check.mjs'
import { within } from './browser.mjs'
import { oneOfEachTemplate } from './site.mjs'

const axe = await readFile(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
// dark differs from light only in colours, so only the rules about colours are checked there
const ofColours = ['color-contrast', 'link-in-text-block']
// axe cannot decide these; reviewed by hand: text over a drawing or a gradient has the page's ink on its paper, and a
// mention in its sentence is bold and underlined
const reviewed = new Set(['color-contrast', 'link-in-text-block'])

const told = ({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0].html.slice(0, 160)}`

/** Checks one page of each kind; texts with a thousand names only on a desktop, since axe is slow on them. */
export const accessible = async (browser, site) => {
  const templates = oneOfEachTemplate(site.kinds)
  for (const [colorScheme, pages] of [['light', site.kinds], ['dark', templates]]) {
    await within(browser, { viewport: { width: 1440, height: 900 }, colorScheme }, async (page) => {
      for (const one of pages) {
        const { url, html } = one
        await page.goto(site.root + url)
        await page.evaluate(axe)
        const narrow = colorScheme === 'light' && templates.includes(one) && html.length < 200_000
        for (const width of narrow ? [1440, 390] : [1440]) {
          await page.setViewportSize({ width, height: 900 })
          const found = await page.evaluate((options) => window.axe.run(document, { ...options, resultTypes: ['violations', 'incomplete'] }), { runOnly: colorScheme === 'light' ? tags : ofColours })
          const at = `${site.name} ${url}, ${width} px, ${colorScheme}`
          check(`${at}: ${found.violations.map(told).join('; ')}`, found.violations.length === 0)
          const open = found.incomplete.filter(({ id }) => !reviewed.has(id))
          check(`${at}, not reviewed: ${open.map(told).join('; ')}`, open.length === 0)
        }
      }
    })
  }
}
