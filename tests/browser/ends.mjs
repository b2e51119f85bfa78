// The end of an article and its links: numbered paragraphs, backlinks of statements, history, citations and their copy
// buttons, names folded by type, touch, and print.
import { check, none } from './check.mjs'
import { within } from './browser.mjs'
import { serve } from './site.mjs'

const isArticle = ({ kind }) => kind === 'article' || kind === 'article rtl'
const articles = (site) => site.pages.filter(isArticle)

/** The parts of the page to check; none of them needs a script. */
const read = () => {
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)]
  const paragraphs = all('.article-body [id^="g-p"]')
  const entries = all('#g-statements li')
  const history = all('#g-history li time').map((time) => time.dateTime.slice(0, 10))
  return {
    order: paragraphs.filter((node, at) => node.id !== `g-p${at + 1}`).map((node) => node.id),
    bare: all('.article-body > p').filter((node) => !node.id && node.textContent.trim()).map((node) => node.textContent.slice(0, 30)),
    inNotes: paragraphs.filter((node) => node.closest('.notes, figcaption')).length,
    // entry and reference link to each other
    lost: entries.filter((entry) => {
      const back = all('[role=doc-backlink]', entry)
      const ref = back.length === 1 && document.getElementById(back[0].hash.slice(1))
      return !ref || !ref.matches('.article-body .statement-ref') || ref.getAttribute('href') !== `#${entry.id}`
    }).map((entry) => entry.id),
    n_refs: all('.article-body .statement-ref').length,
    n_entries: entries.length,
    undetailed: entries.filter((entry) => all('.article-body [aria-details]').filter((node) => node.getAttribute('aria-details') === entry.id).length !== 1).map((entry) => entry.id),
    history,
    dated: document.querySelector('.g-head time') !== null,
    isNewestFirst: history.every((date, at) => at === 0 || date <= history[at - 1]),
    strong: all('#g-history .g-correction').every((entry) => entry.querySelector('strong')),
    cite: document.querySelector('.g-cite').textContent,
    title: document.querySelector('h1').textContent,
    csl: JSON.parse(all('.g-formats pre')[2].textContent)[0],
    bibtex: all('.g-formats pre')[0].textContent,
  }
}

const told = async (browser, site) => {
  await within(browser, { javaScriptEnabled: false }, async (page) => {
    for (const { url } of articles(site)) {
      await page.goto(site.root + url)
      const seen = await page.evaluate(read)
      const at = `${site.name} ${url}`
      none(`${at}: paragraphs are numbered in order`, seen.order)
      none(`${at}: every paragraph has a number`, seen.bare)
      check(`${at}: no paragraph of a note has one`, seen.inNotes === 0)
      none(`${at}: statements and their entries lead to each other`, seen.lost)
      none(`${at}: statements name their entries`, seen.undetailed)
      check(`${at}: as many references as entries`, seen.n_refs === seen.n_entries)
      check(`${at}: its history, newest first: ${seen.history}`, seen.isNewestFirst && seen.strong && seen.history.length > 0 === seen.dated)
      check(`${at}: its citation holds its title`, seen.cite.includes(seen.title) && seen.csl.title === seen.title)
      const [open, shut] = ['{', '}'].map((brace) => seen.bibtex.split(brace).length)
      check(`${at}: braces of BibTeX are even`, open === shut)
    }
  })
}

/** Which names are visible, and which summaries can be reached. */
const groups = () => ({
  names: [...document.querySelectorAll('.g-rail li > a')].map((link) => link.checkVisibility({ contentVisibilityAuto: true })),
  summaries: [...document.querySelectorAll('.g-rail summary')].filter((node) => node.checkVisibility()).length,
  headings: [...document.querySelectorAll('.g-rail h3')].every((node) => node.checkVisibility()),
  n: document.querySelectorAll('.g-group').length,
  // a summary is on the line of its heading
  apart: [...document.querySelectorAll('.g-group')].filter((group) => {
    const [heading, summary] = ['h3', 'summary'].map((part) => group.querySelector(part).getBoundingClientRect())
    return Math.abs((heading.top + heading.bottom) / 2 - (summary.top + summary.bottom) / 2) > 4
  }).length,
})

const folding = async (browser, site, url) => {
  for (const width of [390, 768, 1440]) {
    await within(browser, { viewport: { width, height: 900 }, javaScriptEnabled: false }, async (page) => {
      await page.goto(site.root + url)
      const seen = await page.evaluate(groups)
      if (width < 544) {
        check(`names on a phone: the first type is open: ${seen.names}`, seen.names[0] && !seen.names.at(-1) && seen.summaries === seen.n && seen.headings && seen.apart === 0)
        await page.locator('.g-group summary').last().focus()
        await page.keyboard.press('Enter')
        check('the keyboard opens another type', (await page.evaluate(groups)).names.at(-1))
      } else {
        check(`names at ${width} px: all are open, none has a summary`, seen.names.every(Boolean) && seen.summaries === 0 && seen.headings)
      }
    })
  }
  // if the content of details cannot be styled, a summary opens it
  const unstyled = (css) => css.replaceAll('selector(::details-content)', 'selector(::no-such-thing)').replace(/[^{}]*::details-content[^{}]*\{[^{}]*\}/g, '')
  const plain = await serve(site.folder, { change: (path, text) => (path.endsWith('.css') ? unstyled(text) : text.replace(/ integrity="[^"]*"/g, '')) })
  for (const width of [390, 768, 1440]) {
    await within(browser, { viewport: { width, height: 900 }, javaScriptEnabled: false }, async (page) => {
      await page.goto(plain.root + url)
      const seen = await page.evaluate(groups)
      check(`names without ::details-content, ${width} px: each type has a summary`, seen.summaries === seen.n && seen.headings && seen.apart === 0)
      for (let left = seen.n - 1; left > 0; left -= 1) {
        await page.locator('.g-group details:not([open]) summary').first().focus()
        await page.keyboard.press('Enter')
      }
      check(`names without ::details-content, ${width} px: it opens it`, (await page.evaluate(groups)).names.every(Boolean))
    })
  }
  plain.close()
}

const shifts = () => new Promise((done) => {
  let sum = 0
  new PerformanceObserver((entries) => { for (const entry of entries.getEntries()) sum += entry.value }).observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => done(sum), 300)
})

const copying = async (browser, site, url) => {
  const text = () => document.querySelector('.article-body').textContent
  await within(browser, { viewport: { width: 1440, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    await page.goto(site.root + url)
    const before = await page.evaluate(text)
    const copied = () => page.evaluate(() => navigator.clipboard.readText())
    for (const at of [1, 2]) {
      await page.locator(`#g-p${at}`).hover()
      await page.locator('#g-copy-link').click()
      check(`the address of paragraph ${at} is copied`, await copied() === `${site.root}${url}#g-p${at}`)
    }
    check('that is said', await page.locator('[role=status]').filter({ hasText: /\S/ }).count() === 1)
    const { left, right } = await page.locator('#g-copy-link').evaluate((node) => node.getBoundingClientRect().toJSON())
    const box = await page.locator('.article-body').boundingBox()
    check('what copies stands beside the text', (await page.evaluate(() => document.dir === 'rtl')) ? left >= box.x + box.width : right <= box.x)
    check('it is no stop of the keyboard', await page.locator('#g-copy-link').evaluate((node) => node.tabIndex) === -1)
    await page.mouse.move(700, 2)
    await page.waitForTimeout(800)
    check('it goes when the pointer does', await page.locator('#g-copy-link').isHidden())
    check('it leaves the text alone', before === await page.evaluate(text))
    check(`it moves nothing: ${await page.evaluate(shifts)}`, await page.evaluate(shifts) === 0)
    await page.locator('.g-cite + .g-copy').focus()
    await page.keyboard.press('Enter')
    const cite = await page.locator('.g-cite').textContent()
    await page.waitForTimeout(100)
    check('the keyboard copies the citation', await copied() === cite.trim())
    await page.locator('.g-formats summary').click()
    await page.locator('.g-formats .g-copy').first().click()
    check('BibTeX is copied', (await copied()).startsWith('@misc{'))
  })
  await within(browser, { viewport: { width: 1440, height: 900 }, javaScriptEnabled: false }, async (page) => {
    await page.goto(site.root + url)
    check('without a script nothing offers to copy', await page.locator('.g-copy:visible').count() === 0)
  })
}

const fingers = async (browser, site, url) => {
  const off = await serve(site.folder, { change: (path, text) => path.endsWith('.js') ? text.replace('document.body.dataset.touch', '"off"') : text })
  await within(browser, { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true }, async (page) => {
    await page.goto(site.root + url)
    check('a finger opens the card unless the site says otherwise', await page.locator('body').getAttribute('data-touch') === 'sheet')
    await page.goto(off.root + url)
    await page.locator('.article-body a.mention').first().tap()
    await page.waitForURL((to) => to.pathname !== url)
    check('where it is off, a finger opens the page', true)
  })
  off.close()
}

const printed = async (browser, site, url) => {
  await within(browser, {}, async (page) => {
    await page.goto(site.root + url)
    await page.emulateMedia({ media: 'print' })
    const seen = await page.evaluate(() => {
      const body = document.querySelector('.article-body')
      const top = (selector) => document.querySelector(selector)?.getBoundingClientRect().top
      const after = (node) => getComputedStyle(node, '::after').content
      const links = [...document.querySelectorAll('main a[href^=http]')].filter((node) => !node.matches('.g-sources *, .g-cite *') && after(node).includes('http'))
      return {
        heading: [after(body), `"${body.dataset.notes}"`],
        order: [top('.article-body > .notes'), top('#g-statements'), top('#g-history'), top('#g-cite')].filter((it) => it !== undefined),
        elsewhere: links.map((node) => node.textContent),
        sources: [...document.querySelectorAll('.g-sources a[href^=http]:not(.g-url)')].every((node) => after(node).includes(node.getAttribute('href'))),
        screen: ['.g-copy', '.g-formats', '#g-related', '.g-back'].filter((part) => document.querySelector(part)?.checkVisibility()),
      }
    })
    const at = `${site.name} ${url}, printed`
    check(`${at}: notes have their heading: ${seen.heading}`, seen.heading[0] === seen.heading[1])
    check(`${at}: notes, statements, history, citation`, seen.order.every((top, place) => place === 0 || top > seen.order[place - 1]))
    none(`${at}: addresses only of sources`, seen.elsewhere)
    check(`${at}: addresses of sources`, seen.sources)
    none(`${at}: what is for screens`, seen.screen)
  })
}

/** Checks the ends of a site's articles. */
export const ends = async (browser, own, arabic) => {
  for (const site of [own, arabic]) {
    await told(browser, site)
    for (const { url } of site.kinds.filter(isArticle)) {
      await copying(browser, site, url)
      await printed(browser, site, url)
    }
  }
  const { url } = own.kinds.find(({ kind }) => kind === 'article')
  await folding(browser, own, url)
  await fingers(browser, own, url)
}
