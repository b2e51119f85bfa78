// What readers do: notes beside the text, marks, cards by mouse, keyboard and finger, colours, print.
import { check, none } from './check.mjs'
import { within } from './browser.mjs'

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
  return {
    apart, over,
    hidden: [...body.querySelectorAll('.notes:not(.long) .note-body')].filter((note) => note.getBoundingClientRect().height === 0).length,
    summaries: [...body.querySelectorAll('.notes:not(.long) > .note > summary')].filter((summary) => summary.checkVisibility()).length,
    // the column of the notes is after the text in the direction of reading
    beside: groups.every(([, box]) => (document.dir === 'rtl' ? box.right <= body.getBoundingClientRect().left + body.clientWidth / 2 : box.left >= body.getBoundingClientRect().left + body.clientWidth / 2)),
  }
}

/** Notes in the margin, without a script. */
export const notes = async (browser, site) => {
  for (const { url } of site.kinds.filter(({ html }) => html.includes('class="note'))) {
    for (const width of [960, 1200, 1440, 1920]) {
      await within(browser, { viewport: { width, height: 900 }, javaScriptEnabled: false }, async (page) => {
        await page.goto(site.root + url)
        if (await page.locator('.article-body').count() === 0) return
        const seen = await page.evaluate(margins)
        const at = `${site.name} ${url}, ${width} px`
        check(`${at}: every note is shown`, seen.hidden === 0)
        check(`${at}: no summary is`, seen.summaries === 0)
        check(`${at}: notes stand after the text`, seen.beside)
        none(`${at}: notes begin with their paragraphs`, seen.apart)
        none(`${at}: notes do not meet`, seen.over)
      })
    }
  }
}

/** Each note has one way back, and each reference of aria leads to something. */
export const references = async (browser, site) => {
  await within(browser, {}, async (page) => {
    for (const { url } of site.kinds) {
      await page.goto(site.root + url, { waitUntil: 'domcontentloaded' })
      const seen = await page.evaluate(() => ({
        lost: [...document.querySelectorAll('[aria-labelledby], [aria-details], [aria-describedby], [aria-controls]')].flatMap((node) => ['aria-labelledby', 'aria-details', 'aria-describedby', 'aria-controls'].flatMap((name) => (node.getAttribute(name) ?? '').split(' ').filter((id) => id && !document.getElementById(id)))),
        back: [...document.querySelectorAll('.article-body [role=doc-noteref]')].filter((ref) => !/-\d+$/.test(ref.id.replace(/^note-ref-/, '').replace(/^[^-]+/, '')) && document.querySelectorAll(`[role=doc-backlink][href="#${CSS.escape(ref.id)}"]`).length > 1).map((ref) => ref.id),
        inPicture: document.querySelectorAll('svg[role=img] a').length,
      }))
      none(`${site.name} ${url}: what aria refers to is there`, seen.lost)
      none(`${site.name} ${url}: one way back from a note`, seen.back)
      check(`${site.name} ${url}: no link in a picture`, seen.inPicture === 0)
    }
  })
}

/** Marks, cards, colours, print, on the fullest article. */
export const behaviours = async (browser, site) => {
  const { url } = site.kinds.find(({ kind }) => kind.startsWith('article'))
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
    check('the next Tab goes on in the text', await page.evaluate(() => document.activeElement.closest('.article-body') !== null))
    await page.goto(site.root + url)
    const [tab] = await Promise.all([page.context().waitForEvent('page'), page.locator('.article-body a.mention').first().click({ modifiers: ['Control'] })])
    await tab.waitForLoadState()
    check('with Ctrl a name opens its page', new URL(tab.url()).pathname !== url)
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
    check('a tap opens the sheet and stays on the page', new URL(page.url()).pathname === url)
    check('focus is in the sheet', await page.evaluate(() => document.activeElement.closest('.g-card') !== null))
    await page.locator('.g-card-close').tap()
    check('Close gives it back', await sheet.count() === 0 && await page.evaluate(() => document.activeElement.matches('a.mention')))
  })
  for (const [what, options, holds] of [
    ['reduced motion', { reducedMotion: 'reduce' }, () => getComputedStyle(document.documentElement).scrollBehavior === 'auto' && document.getAnimations().length === 0],
    ['forced colours', { forcedColors: 'active' }, () => [...document.querySelectorAll('.article-body .statement')].every((node) => getComputedStyle(node).borderBlockEndStyle === 'dotted')],
  ]) {
    await within(browser, { viewport: { width: 1440, height: 900 }, ...options }, async (page) => {
      await page.goto(site.root + url)
      check(`${what}`, await page.evaluate(holds))
    })
  }
}

/** The field over a list of names. */
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
