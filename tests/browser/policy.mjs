// The site's headers: pages of every kind are served with them, and nothing violates the policy.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { check, none } from './check.mjs'
import { within } from './browser.mjs'
import { serve } from './site.mjs'

/** The headers for every file, from the first rule. */
const headersOf = async (folder) => {
  const [rule, ...lines] = (await readFile(join(folder, '_headers'), 'utf8')).split('\n\n')[0].trim().split('\n')
  check(`${rule} is for every file`, rule.endsWith('/*'))
  return Object.fromEntries(lines.map((line) => line.trim().split(/:\s(.*)/).slice(0, 2)))
}

export const policy = async (browser, site) => {
  const headers = await headersOf(site.folder)
  check(`${site.name}: there is a policy`, headers['Content-Security-Policy']?.includes("default-src 'self'"))
  const { root, close } = await serve(site.folder, { headers })
  const broken = []
  await within(browser, { viewport: { width: 1000, height: 800 } }, async (page) => {
    await page.exposeFunction('broke', (what) => broken.push(what))
    await page.addInitScript(() => addEventListener('securitypolicyviolation', (event) => window.broke(`${location.pathname}: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`)))
    page.on('console', (line) => line.type() === 'error' && /Content.Security.Policy/i.test(line.text()) && broken.push(line.text()))
    for (const { url } of site.kinds) {
      await page.goto(root + url, { waitUntil: 'load' })
      const mention = page.locator('.article-body a.mention').first()
      if (!await mention.count() || !await page.locator('[data-card]').count()) continue
      // a script places the card; a long name may span two lines, with nothing in the middle of its box
      await mention.scrollIntoViewIfNeeded()
      // scrolling closes a card, so wait until scrolling has stopped
      await page.evaluate(() => new Promise((still) => { requestAnimationFrame(() => requestAnimationFrame(still)) }))
      const position = await mention.evaluate((node) => {
        const [[line], box] = [node.getClientRects(), node.getBoundingClientRect()]
        return { x: line.x - box.x + line.width / 2, y: line.y - box.y + line.height / 2 }
      })
      await mention.hover({ position })
      await page.locator('.g-card:popover-open').waitFor({ timeout: 5000 })
      check(`${site.name} ${url}: the card is placed`, await page.locator('.g-card').evaluate((card) => card.style.left !== ''))
    }
    await page.goto(`${root}/`)
    // the check must be able to fail
    const before = broken.length
    await page.evaluate(() => { const script = document.createElement('script'); script.textContent = 'window.ran = true'; document.body.append(script) })
    await page.waitForTimeout(100)
    check(`${site.name}: another script does not run`, broken.length > before && !await page.evaluate(() => window.ran))
    broken.length = before
  })
  none(`${site.name}: the policy is kept`, broken)
  close()
}
