// Front page, lists, timeline, graph of names, and the folded parts of entity pages.
import { check, none } from './check.mjs'
import { within } from './browser.mjs'
import { gzipSync } from 'node:zlib'

const box = (page, selector) => page.evaluate((selector) => {
  const { top, bottom, left, right } = document.querySelector(selector).getBoundingClientRect()
  return { top: top + scrollY, bottom: bottom + scrollY, left, right }
}, selector)

const front = async (browser, { root }) => {
  await within(browser, { viewport: { width: 1440, height: 900 } }, async (page) => {
    await page.goto(root + '/')
    const [lead, side] = [await box(page, '.g-lead'), await box(page, '.g-two > :last-child')]
    check(`the side column begins beside the lead: ${side.top} and ${lead.top}`, Math.abs(side.top - lead.top) <= 4 && side.left > lead.right)
    check(`the lead is on the first screen: ${lead.bottom}`, lead.bottom <= 900)
    const size = (selector) => page.evaluate((it) => parseFloat(getComputedStyle(document.querySelector(it)).fontSize), selector)
    check('no title is larger than the lead’s', await size('.g-lead h2') > await size('.g-head h1') && await size('.g-lead h2') > await size('.g-day h4'))
    const days = await page.evaluate(() => [...document.querySelectorAll('.g-day time')].map((it) => it.dateTime))
    check(`days come once, the newest first: ${days}`, days.length > 1 && new Set(days).size === days.length && [...days].sort().reverse().join() === days.join())
  })
  await within(browser, { viewport: { width: 390, height: 844 } }, async (page) => {
    await page.goto(root + '/')
    const [lead, side] = [await box(page, '.g-lead'), await box(page, '.g-two > :last-child')]
    check(`on a telephone the lead comes first, on the first screen: ${lead.top}`, lead.top < 400 && side.top > lead.bottom)
  })
}

const matrix = async (browser, { root }) => {
  await within(browser, { viewport: { width: 390, height: 844 } }, async (page) => {
    await page.goto(root + '/graph/')
    const seen = await page.evaluate(() => {
      const region = document.querySelector('.g-matrix').parentElement
      const heads = [...document.querySelectorAll('.g-matrix thead span')]
      const table = document.querySelector('.g-matrix').getBoundingClientRect()
      const cut = heads.filter((it) => it.getBoundingClientRect().top < table.top - 1 || it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1)
      region.scrollLeft = document.documentElement.dir === 'rtl' ? -150 : 150
      const [outer, name] = [region.getBoundingClientRect(), document.querySelector('.g-matrix tbody th').getBoundingClientRect()]
      return { cut: cut.map((it) => it.textContent), moved: Math.abs(region.scrollLeft), left: name.left - outer.left, share: name.width / outer.width }
    })
    none('names over the matrix are whole', seen.cut)
    check(`names beside it stay: ${JSON.stringify(seen)}`, seen.moved === 150 && Math.abs(seen.left) <= 1)
    check(`and leave room for numbers: ${seen.share}`, seen.share <= 0.5)
  })
}

const timeline = async (browser, { root }) => {
  await within(browser, { viewport: { width: 1440, height: 900 } }, async (page) => {
    await page.goto(root + '/timeline/')
    const high = await page.evaluate(() => [...document.querySelectorAll('.g-when')].filter((it) => {
      const words = document.createRange()
      words.selectNodeContents(it)
      return words.getBoundingClientRect().height > 2.1 * parseFloat(getComputedStyle(it).lineHeight)
    }).map((it) => it.textContent))
    none('a date takes two lines at most', high)
    const first = page.locator('.g-density a').first()
    await first.click()
    check('the strip leads to its year or month', await page.evaluate(() => document.getElementById(location.hash.slice(1))?.matches('h2, h3') ?? false))
  })
}

const entities = async (browser, own) => {
  const pages = own.pages.filter(({ html }) => html.includes('class="g-numbers g-other"'))
  check('some page has mentions in a translation', pages.length > 0)
  for (const { url } of pages.slice(0, 3)) {
    await within(browser, { viewport: { width: 390, height: 844 }, javaScriptEnabled: false }, async (page) => {
      await page.goto(own.root + url)
      const folded = page.locator('details.g-other').first()
      const link = folded.locator('a.in-context').first()
      check(`${url}: a translation is folded`, !await link.isVisible())
      await folded.locator('summary').click()
      check(`${url}: and can be opened without a script`, await link.isVisible())
    })
  }
}

const letters = async (browser, { root, pages }) => {
  const { html, url } = pages.find(({ url }) => url === '/entities/')
  const packed = gzipSync(html, { level: 9 }).length
  check(`five thousand names: ${packed} bytes`, packed <= 160 * 1024)
  await within(browser, { viewport: { width: 1440, height: 900 } }, async (page) => {
    await page.goto(root + url)
    const seen = await page.evaluate(() => [...document.querySelectorAll('.g-letters li')].map((it) => ({ letter: it.textContent, leads: Boolean(it.querySelector('a')), there: [...document.querySelectorAll('.g-by-letter h2')].some((h2) => h2.textContent === it.textContent) })))
    check(`letters are links where names begin with them, else text: ${JSON.stringify(seen.filter(({ leads, there }) => leads !== there))}`, seen.every(({ leads, there }) => leads === there) && seen.some(({ leads }) => !leads) && seen.length >= 26)
  })
}

export const indexes = async (browser, own, names) => {
  await front(browser, own)
  await matrix(browser, own)
  await timeline(browser, own)
  await entities(browser, own)
  await letters(browser, names)
}
