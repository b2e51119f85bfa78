// Reading: notes beside the text, marks, cards by mouse, keyboard and touch, colours, print.
import { check, none } from './check.mjs'
import { within } from './browser.mjs'
import { fullest, isArticle } from './site.mjs'

const margins = () => {
  const body = document.querySelector('.article-body')
  const groups = [...body.querySelectorAll(':scope > .notes:not(.whole, .long)')].map((node) => [node, node.getBoundingClientRect()])
  const [apart, over] = [[], []]
  for (const [at, [node, box]] of groups.entries()) {
    let block = node.previousElementSibling
    while (block.classList.contains('notes')) block = block.previousElementSibling
    const off = Math.abs(box.top - block.getBoundingClientRect().top)
    if (off > 2) apart.push(`${block.textContent.slice(0, 20)}: ${off} px`)
    for (const [, other] of groups.slice(at + 1)) {
      if (box.bottom > other.top + 1 && other.bottom > box.top + 1) over.push(node.textContent.slice(0, 30))
    }
  }
  // between paragraphs there are at most two lines more than the usual space
  const paragraphs = [...body.querySelectorAll(':scope > p')]
  const wide = []
  for (const [at, one] of paragraphs.slice(0, -1).entries()) {
    const next = paragraphs[at + 1]
    let between = one.nextElementSibling
    while (between !== next && between.matches('.notes:not(.long, .whole)')) between = between.nextElementSibling
    if (between !== next) continue
    const { lineHeight, marginBlockEnd } = getComputedStyle(one)
    const gap = next.getBoundingClientRect().top - one.getBoundingClientRect().bottom - parseFloat(marginBlockEnd)
    if (gap > 2 * parseFloat(lineHeight) + 1) wide.push(`${gap.toFixed(0)} px over “${next.textContent.slice(0, 20)}”`)
  }
  return {
    apart, over, wide,
    hidden: [...body.querySelectorAll('.notes:not(.long) .note-body')].filter((note) => note.getBoundingClientRect().height === 0).length,
    summaries: [...body.querySelectorAll('.notes:not(.long) > .note > summary')].filter((summary) => summary.checkVisibility()).length,
    // the notes column is after the text in reading direction
    beside: groups.every(([, box]) => (document.dir === 'rtl' ? box.right <= body.getBoundingClientRect().left + body.clientWidth / 2 : box.left >= body.getBoundingClientRect().left + body.clientWidth / 2)),
  }
}

/** Names are before the text and notes after it, in reading direction, and columns do not overlap. */
const columns = () => {
  const boxes = ['.g-rail', '.article-body > p', '.article-body > .notes:not(.long, .whole)'].map((part) => document.querySelector(part)?.getBoundingClientRect()).filter(Boolean)
  const inOrder = document.dir === 'rtl' ? boxes.toReversed() : boxes
  return inOrder.slice(1).every((box, at) => inOrder[at].right < box.left)
}

/** Notes in the margin, without a script. */
export const notes = async (browser, site) => {
  await within(browser, { javaScriptEnabled: false }, async (page) => {
    for (const { url } of site.kinds.filter(({ html }) => html.includes('class="note') && html.includes('class="article-body"'))) {
      await page.goto(site.root + url)
      for (const width of [960, 1200, 1440, 1920]) {
        await page.setViewportSize({ width, height: 900 })
        const seen = await page.evaluate(margins)
        const at = `${site.name} ${url}, ${width} px`
        check(`${at}: every note is shown`, seen.hidden === 0)
        check(`${at}: no summary is`, seen.summaries === 0)
        check(`${at}: notes stand after the text`, seen.beside)
        none(`${at}: notes begin with their paragraphs`, seen.apart)
        none(`${at}: notes do not meet`, seen.over)
        // with the narrowest margin a note of sixty words is higher than sixty words of text; that cannot be avoided
        if (width >= 1200) none(`${at}: notes tear no holes into the text`, seen.wide)
        if (width >= 1440) check(`${at}: rail, text and notes stand side by side`, await page.evaluate(columns))
      }
    }
  })
}

/** Marks, cards, colours, print, on the fullest article of each writing direction. */
export const behaviours = async (browser, site) => {
  for (const { url } of site.kinds.filter(isArticle)) await behaviour(browser, site, url)
}

const behaviour = async (browser, site, url) => {
  const styles = () => [...document.querySelectorAll('.article-body .mention.first')].map((node) => getComputedStyle(node).textDecorationStyle + (node.classList.contains('work') ? getComputedStyle(node).fontStyle : ''))
  await within(browser, { viewport: { width: 1440, height: 900 }, javaScriptEnabled: false }, async (page) => {
    await page.goto(site.root + url)
    await page.locator('#g-marks-none').check()
    const left = await page.evaluate(() => ({
      lines: [...document.querySelectorAll('.article-body .mention')].filter((node) => getComputedStyle(node).textDecorationLine !== 'none').length,
      tints: [...document.querySelectorAll('.article-body .statement')].filter((node) => getComputedStyle(node).backgroundColor !== 'rgba(0, 0, 0, 0)').length,
      refs: [...document.querySelectorAll('.article-body .ref')].every((node) => node.checkVisibility()),
    }))
    check(`${url}: without marks no line and no tint is left`, left.lines === 0 && left.tints === 0 && left.refs)
    await page.locator('#g-marks-all').check()
    check(`${url}: types differ by their line: ${[...new Set(await page.evaluate(styles))]}`, new Set(await page.evaluate(styles)).size >= 4)
  })
  await within(browser, { viewport: { width: 1440, height: 900 } }, async (page) => {
    await page.goto(site.root + url)
    const name = page.locator('.article-body a.mention').first()
    const open = page.locator('.g-card:popover-open')
    await name.hover()
    await open.waitFor()
    check('hovering a name shows its card', true)
    check('its line has no empty language', await open.evaluate((node) => node.querySelector('[lang=""]') === null))
    await open.hover()
    await page.waitForTimeout(500)
    check('the card stays while the pointer is in it', await open.count() === 1)
    const focused = await page.evaluate(() => document.activeElement.localName)
    await page.keyboard.press('Escape')
    check('Escape hides it and moves no focus', await open.count() === 0 && focused === await page.evaluate(() => document.activeElement.localName))
    await page.mouse.move(2, 2)
    await name.evaluate((node) => { const before = document.createElement('button'); before.id = 'before'; node.before(before); before.focus() })
    await page.keyboard.press('Tab')
    await open.waitFor()
    check('the keyboard shows it, too', true)
    await page.keyboard.press('Tab')
    check('the next Tab goes on to the next link of the text', await name.evaluate((node) => {
      const links = [...document.querySelectorAll('.article-body a')].filter((link) => link.checkVisibility())
      return document.activeElement === links[links.indexOf(node) + 1]
    }))
    await page.goto(site.root + url)
    const first = page.locator('.article-body a.mention').first()
    for (const how of [{ modifiers: ['Control'] }, { button: 'middle' }]) {
      const [tab] = await Promise.all([page.context().waitForEvent('page'), first.click(how)])
      await tab.waitForLoadState()
      check(`${JSON.stringify(how)}: a name opens its page elsewhere`, new URL(tab.url()).pathname !== url && new URL(page.url()).pathname === url)
      check(`${JSON.stringify(how)}: and no card`, await open.count() === 0)
      await tab.close()
      await page.mouse.move(2, 2)
    }
    await first.click({ modifiers: ['Meta'] })
    await page.waitForURL((to) => to.pathname !== url)
    check('with Meta a name leads to its page', true)
    await page.goto(site.root + url)
    await page.locator('#g-theme').click()
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const dark = await paper()
    await page.reload()
    check('chosen colours are kept', dark === 'rgb(21, 23, 26)' && await paper() === dark)
    await page.locator('#g-marks-none').check()
    await page.reload()
    check('chosen marks are kept', await page.locator('#g-marks-none').isChecked())
    await page.locator('#g-marks-all').check()
    await page.emulateMedia({ media: 'print', colorScheme: 'light' })
    const printed = await page.evaluate(() => ({
      chrome: ['.g-site nav', '.g-rail', '.g-marks', '.g-tools'].filter((part) => document.querySelector(part)?.checkVisibility()),
      after: (() => {
        const texts = [...document.querySelectorAll('.article-body > :not(.notes)')].map((node) => node.getBoundingClientRect().bottom)
        return [...document.querySelectorAll('.article-body > .notes')].every((node) => node.getBoundingClientRect().top >= Math.max(...texts) - 1)
      })(),
      shown: [...document.querySelectorAll('.note-body')].every((node) => node.getBoundingClientRect().height > 0),
    }))
    none('printed: only the article', printed.chrome)
    check('printed: all notes follow the text', printed.after && printed.shown)
  })
  await within(browser, { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true }, async (page) => {
    await page.goto(site.root + url)
    await page.locator('.article-body a.mention').first().tap()
    const sheet = page.locator('.g-sheet:popover-open')
    await sheet.waitFor()
    check('a tap opens the sheet and stays on the page', page.url() === site.root + url)
    check('focus is in the sheet', await page.evaluate(() => document.activeElement.closest('.g-card') !== null))
    await page.locator('.g-card-close').tap()
    check('Close gives it back', await sheet.count() === 0 && await page.evaluate(() => document.activeElement.matches('a.mention')))
  })
  for (const [what, options, holds] of [
    ['reduced motion', { reducedMotion: 'reduce' }, () => getComputedStyle(document.documentElement).scrollBehavior === 'auto' && document.getAnimations().length === 0],
    ['forced colours: statements', { forcedColors: 'active' }, () => {
      const statements = [...document.querySelectorAll('.article-body .statement')]
      return statements.length > 0 && statements.every((node) => getComputedStyle(node).borderBlockEndStyle === 'dotted' && getComputedStyle(node).borderBlockEndWidth === '2px')
    }],
    ['forced colours: tags', { forcedColors: 'active' }, () => {
      const tags = [...document.querySelectorAll('.g-tag')].map((node) => [getComputedStyle(node), node.classList.contains('g-weak')])
      const drawn = tags.every(([style]) => style.borderTopWidth !== '0px' && style.borderTopColor !== style.backgroundColor && style.borderTopColor !== getComputedStyle(document.body).backgroundColor)
      return tags.length > 0 && drawn && tags.every(([style, isWeak]) => style.borderTopStyle === (isWeak ? 'dashed' : 'solid'))
    }],
    ['forced colours: names', { forcedColors: 'active' }, () => [...document.querySelectorAll('.article-body .mention')].every((node) => getComputedStyle(node).textDecorationLine === 'underline')],
  ]) {
    await within(browser, { viewport: { width: 1440, height: 900 }, ...options }, async (page) => {
      await page.goto(site.root + url)
      check(`${what}`, await page.evaluate(holds))
    })
  }
}

/** Tab goes through a whole page, to each element once, and leaves it at the end. */
export const keyboard = async (browser, site) => {
  const { url } = fullest(site)
  await within(browser, { viewport: { width: 1440, height: 900 } }, async (page) => {
    await page.goto(site.root + url)
    const wanted = await page.evaluate(() => [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')].filter((node) => node.checkVisibility({ checkVisibilityCSS: true }) && !(node.type === 'radio' && !node.checked)).length)
    const seen = []
    for (let k = 0; k < wanted + 5; k += 1) {
      await page.keyboard.press('Tab')
      const place = await page.evaluate(() => [...document.querySelectorAll('*')].indexOf(document.activeElement))
      if (seen.includes(place) || await page.evaluate(() => document.activeElement === document.body)) break
      seen.push(place)
    }
    check(`${url}: the keyboard reaches ${seen.length} of ${wanted} places`, seen.length === wanted && wanted > 20)
    check(`${url}: in the order of the page`, seen.every((place, at) => at === 0 || seen[at - 1] < place))
  })
}

/** Nothing moves by itself: while a page loads, when a card opens, when the colours change. */
export const shifts = async (browser, site) => {
  const { url } = fullest(site)
  for (const width of [390, 1440]) {
    await within(browser, { viewport: { width, height: 900 } }, async (page) => {
      await page.addInitScript(() => {
        window.moved = []
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.moved.push(entry.value) }).observe({ type: 'layout-shift', buffered: true })
      })
      for (const { url: other } of site.kinds) {
        await page.goto(site.root + other)
        const moved = await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(() => done(window.moved), 50)) }))
        check(`${site.name} ${other}, ${width} px: nothing moves while it loads (${moved})`, moved.length === 0)
      }
      await page.goto(site.root + url)
      const name = page.locator('.article-body a.mention').first()
      if (await name.count() === 0) return
      await name.hover()
      await page.locator('.g-card:popover-open').waitFor()
      await page.keyboard.press('Escape')
      await page.locator('#g-theme').click()
      await page.waitForTimeout(100)
      const moved = await page.evaluate(() => window.moved)
      check(`${url}, ${width} px: neither a card nor other colours move anything (${moved})`, moved.length === 0)
    })
  }
}

/** The filter field above a list of names. */
export const filter = async (browser, site) => {
  const { url } = site.kinds.find(({ kind }) => kind === 'entities/')
  await within(browser, { viewport: { width: 1440, height: 900 } }, async (page) => {
    await page.goto(site.root + url)
    const shown = () => page.evaluate(() => document.querySelectorAll('[data-filter] li:not([hidden])').length)
    const all = await shown()
    for (const [typed, what] of [['cer', 'marks over letters do not matter'], ['山田', 'Japanese is found'], ['الشرع', 'Arabic is found']]) {
      await page.fill('#g-filter-name', typed)
      const left = await shown()
      check(`${what}: ${left} of ${all}`, left > 0 && left < all)
    }
    await page.fill('#g-filter-name', '')
    check('an empty field shows all', await shown() === all)
    await page.goto(`${site.root}${url}?q=yamada`)
    check('what the address asks for is filtered', await shown() === 0)
  })
}
