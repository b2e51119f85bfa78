// A browser that is some years old: no `::details-content`, no `light-dark()`, no `:has()`. And one without script.
import { check, none } from './check.mjs'
import { within } from './browser.mjs'
import { fullest, published, serve } from './site.mjs'

const lacking = /::details-content|light-dark\(|:has\(/

/** A style sheet without the rules whose selector or feature query uses a missing feature. */
export const without = (css, lacks = lacking) => {
  let [out, at] = ['', 0]
  const plain = css.replace(/\/\*[^]*?\*\//g, '')
  while (at < plain.length) {
    const open = plain.indexOf('{', at)
    if (open < 0) return out + plain.slice(at)
    let [end, depth] = [open, 0]
    do {
      if (plain[end] === '{') depth += 1
      if (plain[end] === '}') depth -= 1
      end += 1
    } while (depth > 0)
    const [prelude, inside] = [plain.slice(at, open), plain.slice(open + 1, end - 1)]
    if (!lacks.test(prelude)) out += inside.includes('{') ? `${prelude}{${without(inside, lacks)}}` : `${prelude}{${inside.split(';').filter((line) => !lacks.test(line)).join(';')}}`
    at = end
  }
  return out
}

/** All notes can be opened with the keyboard and read. */
export const old = async (browser, site) => {
  const { url } = fullest(site)
  const served = await serve(site.folder, { change: (path, text) => (path.endsWith('.css') ? without(text) : text.replace(/ integrity="[^"]*"/g, '')) })
  const css = await (await fetch(`${served.root}/${await published(site.folder, 'site.css')}`)).text()
  check('the old style sheet: without what is new, and the rest is there', !lacking.test(css) && css.includes('.article-body') && css.includes('@media print'))
  for (const width of [390, 1440]) {
    for (const colorScheme of ['light', 'dark']) {
      await within(browser, { viewport: { width, height: 900 }, colorScheme }, async (page) => {
        await page.goto(served.root + url)
        const at = `an old browser, ${width} px, ${colorScheme}`
        const notes = page.locator('.article-body details.note')
        const n = await notes.count()
        const closed = []
        for (let k = 0; k < n; k += 1) {
          const [summary, text] = [notes.nth(k).locator('> summary'), notes.nth(k).locator('.note-body')]
          if (!await text.isVisible()) {
            await summary.focus()
            if (!await summary.evaluate((node) => node === document.activeElement)) closed.push(`${k + 1} has no focus`)
            await page.keyboard.press('Enter')
          }
          if (!await text.isVisible()) closed.push(`${k + 1} stays closed`)
        }
        check(`${at}: there are notes`, n > 0)
        none(`${at}: each note is opened by the keyboard`, closed)
        const seen = await page.evaluate(() => {
          const channels = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map((it) => it / 255).map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4))
          const luminance = (colour) => channels(colour).reduce((sum, it, k) => sum + it * [0.2126, 0.7152, 0.0722][k], 0)
          const paper = luminance(getComputedStyle(document.body).backgroundColor)
          const pale = [...document.querySelectorAll('main *, header *, footer *')].filter((node) => [...node.childNodes].some((text) => text.nodeType === 3 && text.data.trim()) && node.checkVisibility() && !node.closest('svg')).filter((node) => {
            const ink = luminance(getComputedStyle(node).color)
            return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05) < 4.5
          })
          return { paper, pale: pale.map((node) => `${node.localName} ${node.textContent.trim().slice(0, 20)}`), over: document.documentElement.scrollWidth - innerWidth }
        })
        check(`${at}: paper is light`, seen.paper > 0.9)
        none(`${at}: ink is dark`, seen.pale)
        check(`${at}: fits`, seen.over <= 0)
        // keyboard targets: names, and the switch of the marks, which has no effect here
        check(`${at}: names are reached`, await page.evaluate(() => [...document.querySelectorAll('.article-body a, #g-in-story a, .g-after a')].every((node) => node.tabIndex >= 0)))
      })
    }
  }
  // in print, open notes are complete, and the others are at least indicated
  await within(browser, { viewport: { width: 1440, height: 900 } }, async (page) => {
    await page.goto(served.root + url)
    await page.emulateMedia({ media: 'print' })
    const unseen = await page.evaluate(() => [...document.querySelectorAll('.article-body details.note')].filter((note) => ![note.querySelector('summary'), note.querySelector('.note-body')].some((part) => part.checkVisibility({ contentVisibilityAuto: true }) && part.getBoundingClientRect().height > 0)).length)
    check(`an old browser prints no trace of ${unseen} notes`, unseen === 0)
  })
  served.close()
}

/** Without a script, every name of an article leads to a page that leads back to the name. */
export const links = async (browser, site) => {
  const { url } = fullest(site)
  await within(browser, { viewport: { width: 1440, height: 900 }, javaScriptEnabled: false, reducedMotion: 'reduce' }, async (page) => {
    await page.goto(site.root + url)
    const names = await page.evaluate(() => [...document.querySelectorAll('.article-body .mention[id]')].map((node) => [node.id.slice(1), node.matches('a') ? node.getAttribute('href') : node.querySelector('a')?.getAttribute('href')]))
    const hrefs = [...new Set(names.map(([, href]) => href).filter(Boolean))]
    check(`${url}: names are links`, hrefs.length > 5)
    for (const href of hrefs) {
      const answer = await page.goto(new URL(href, site.root + url).href, { waitUntil: 'domcontentloaded' })
      check(`${href} is there`, answer.status() === 200)
      const wanted = names.filter(([, to]) => to === href).map(([number]) => number)
      const back = await page.evaluate(([url, wanted]) => wanted.filter((number) => {
        const found = document.querySelectorAll(`[data-article="${url}"][data-mention="${number}"]`)
        return found.length !== 1 || ![...found[0].querySelectorAll('a'), ...(found[0].matches('a') ? [found[0]] : [])].some((link) => new URL(link.href).pathname === url && link.hash === `#m${number}`)
      }), [url, wanted])
      none(`${href} leads back to each mention`, back)
    }
    const [number] = names.at(-1)
    await page.goto(`${site.root}${url}#m${number}`)
    check('and the mention is in view then', await page.evaluate((id) => {
      const { top, bottom } = document.getElementById(id).getBoundingClientRect()
      return top >= 0 && bottom <= innerHeight
    }, `m${number}`))
  })
}
