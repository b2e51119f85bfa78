// One page of each kind by axe-core: no violation, in both colours, on a phone and on a desktop.
import { readFile } from 'node:fs/promises'
import { check } from './check.mjs'
import { within } from './browser.mjs'

const axe = await readFile(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
// what axe cannot decide by itself, and was looked at: text over a drawing or a gradient has the page's ink on its paper
// and a mention in its sentence is bold and underlined
const reviewed = new Set(['color-contrast', 'link-in-text-block'])

export const accessible = async (browser, site) => {
  for (const [width, colorScheme] of [[390, 'light'], [1440, 'light'], [1440, 'dark'], [320, 'dark']]) {
    await within(browser, { viewport: { width, height: 900 }, colorScheme }, async (page) => {
      for (const { url } of site.kinds) {
        await page.goto(site.root + url)
        await page.evaluate(axe)
        const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations', 'incomplete'] }), tags)
        const at = `${site.name} ${url}, ${width} px, ${colorScheme}`
        const told = ({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0].html.slice(0, 160)}`
        check(`${at}: ${found.violations.map(told).join('; ')}`, found.violations.length === 0)
        const open = found.incomplete.filter(({ id }) => !reviewed.has(id))
        check(`${at}, not reviewed: ${open.map(told).join('; ')}`, open.length === 0)
      }
    })
  }
}
