// Layout of one page of each kind, in the ways of `ways`: nothing overflows, lines keep their height, notes are readable,
// targets are large enough, and without script nothing is offered that needs one.
import { check, none } from './check.mjs'
import { within } from './browser.mjs'
import { isArticle } from './site.mjs'

export const widths = [320, 390, 768, 1440]

const measure = () => {
  const root = document.documentElement
  const name = (node) => `${node.localName}${node.id ? `#${node.id}` : node.className && typeof node.className === 'string' ? `.${node.className.split(' ')[0]}` : ''} “${node.textContent.trim().slice(0, 20)}”`
  const shown = (node) => node.checkVisibility({ checkVisibilityCSS: true, contentVisibilityAuto: false })
  const style = getComputedStyle(document.body)

  // lines with a reference are as high as those without
  const uneven = []
  for (const paragraph of document.querySelectorAll('.article-body > p')) {
    if (!paragraph.querySelector('.ref') || paragraph.querySelector('img, ruby, math, svg')) continue
    const lines = paragraph.getBoundingClientRect().height / parseFloat(getComputedStyle(paragraph).lineHeight)
    if (Math.abs(lines - Math.round(lines)) > 0.05) uneven.push(`${name(paragraph)} ${lines.toFixed(2)} lines`)
  }

  // content that its own box cuts off and that cannot be scrolled to
  const cut = []
  for (const node of document.querySelectorAll('main *, header *, footer *')) {
    const { overflowX, overflowY, clipPath } = getComputedStyle(node)
    if (clipPath !== 'none' || !shown(node) || node.closest('svg, .g-vh')) continue
    if (overflowX === 'hidden' && node.scrollWidth > node.clientWidth + 1) cut.push(name(node))
    if (overflowY === 'hidden' && overflowX !== 'auto' && node.scrollHeight > node.clientHeight + 1) cut.push(name(node))
  }

  // scrollable regions can be reached with the keyboard
  const stuck = [...document.querySelectorAll('main *')].filter((node) => {
    const { overflowX, overflowY } = getComputedStyle(node)
    const scrolls = (/auto|scroll/.test(overflowX) && node.scrollWidth > node.clientWidth + 1) || (/auto|scroll/.test(overflowY) && node.scrollHeight > node.clientHeight + 1)
    return scrolls && shown(node) && node.tabIndex < 0 && !node.querySelector('a[href], button, input, summary')
  }).map(name)

  // a list of links shows that it can be scrolled: its last visible entry is cut off
  const nav = document.querySelector('header nav ul')
  let goesOn = true
  if (nav && nav.scrollWidth > nav.clientWidth + 1) {
    const box = nav.getBoundingClientRect()
    const faded = getComputedStyle(nav).maskImage !== 'none'
    goesOn = faded || [...nav.querySelectorAll('a')].some((link) => {
      const { left, right } = link.getBoundingClientRect()
      return (left < box.right - 8 && right > box.right + 4) || (left < box.left - 4 && right > box.left + 8)
    })
  }

  // and its end can be scrolled out of the fade
  let reached = true
  const last = nav?.querySelector('li:last-child a')
  if (last && getComputedStyle(nav).maskImage !== 'none') {
    nav.scrollLeft = root.dir === 'rtl' ? -nav.scrollWidth : nav.scrollWidth
    const [box, link] = [nav.getBoundingClientRect(), last.getBoundingClientRect()]
    reached = root.dir === 'rtl' ? link.left >= box.left + 44 : link.right <= box.right - 44
    nav.scrollLeft = 0
  }

  const notes = [...document.querySelectorAll('.article-body details.note')]
  return {
    over: root.scrollWidth - innerWidth,
    paper: style.backgroundColor,
    direction: [root.dir || 'ltr', style.direction],
    uneven, cut, stuck, goesOn, reached,
    offered: [...document.querySelectorAll('[hidden]')].filter(shown).map(name),
    theme: shown(document.querySelector('#g-theme')),
    unread: notes.filter((note) => !note.open && ![...note.querySelectorAll('.note-body, summary')].some(shown)).map(name),
    // with a margin, every note is open
    closed: notes.filter((note) => !note.closest('.long') && note.querySelector('.note-body').getBoundingClientRect().height === 0).length,
    text: [...document.querySelectorAll('main noscript')].reduce((length, node) => length - node.textContent.length, document.querySelector('main').textContent.length),
  }
}

const spaced = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }'
const light = { colorScheme: 'light', javaScriptEnabled: true }

/** Light: at four widths, then with wider text spacing (WCAG 1.4.12). */
const inLight = async (page, site, { url, kind }) => {
  for (const width of widths) {
    await plain(page, site, url, { width, ...light })
    if (width === 390 || width === 1440) none(`${site.name} ${url}, ${width} px: what is pressed is large enough`, await page.evaluate(small))
  }
  if (isArticle({ kind })) await notesOpen(page, site, url, true)
  await page.addStyleTag({ content: spaced })
  for (const width of [320, 1440]) await roomy(page, site, url, width, 'wide spacing')
}

/** Text twice as large (WCAG 1.4.4). */
const inLarge = async (page, site, { url }) => {
  for (const width of [640, 1440]) await roomy(page, site, url, width, 'text twice as large')
}

const noScript = { colorScheme: 'light', javaScriptEnabled: false }
const inNoScript = async (page, site, { url, kind }) => {
  for (const width of [390, 1440]) await plain(page, site, url, { width, ...noScript })
  if (isArticle({ kind })) await notesOpen(page, site, url, false)
}

const dark = { colorScheme: 'dark', javaScriptEnabled: true }
const inDark = (page, site, { url }) => plain(page, site, url, { width: 1440, ...dark })

/** Length of each page's text at 390 px, by address and whether scripts run. */
const lengths = new Map()

/** All that must hold at a width. */
const plain = async (page, site, url, { width, colorScheme, javaScriptEnabled }) => {
  await page.setViewportSize({ width, height: 900 })
  const seen = await page.evaluate(measure)
  const at = `${site.name} ${url}, ${width} px, ${colorScheme}, ${javaScriptEnabled ? 'script' : 'no script'}`
  check(`${at}: fits (${seen.over} px over)`, seen.over <= 0)
  check(`${at}: is ${colorScheme}`, (seen.paper === 'rgb(253, 252, 249)') === (colorScheme === 'light'))
  check(`${at}: runs as its language does`, seen.direction[0] === seen.direction[1])
  none(`${at}: lines with a reference are no higher`, seen.uneven)
  none(`${at}: nothing is cut off`, seen.cut)
  none(`${at}: what scrolls can be focused`, seen.stuck)
  none(`${at}: what is hidden is not shown`, seen.offered)
  none(`${at}: each note can be read or opened`, seen.unread)
  check(`${at}: the sections' list shows that it goes on`, seen.goesOn)
  check(`${at}: the end of the sections' list can be read`, seen.reached)
  check(`${at}: colours can be chosen with a script only`, seen.theme === javaScriptEnabled)
  if (width >= 960) check(`${at}: ${seen.closed} notes are closed`, seen.closed === 0)
  if (width !== 390) return
  lengths.set(`${site.name} ${url} ${javaScriptEnabled}`, seen.text)
  if (!javaScriptEnabled) check(`${site.name} ${url}: the same text without a script`, seen.text === lengths.get(`${site.name} ${url} true`))
}

/** Nothing is lost when the text takes more room. */
const roomy = async (page, site, url, width, what) => {
  await page.setViewportSize({ width, height: 900 })
  const seen = await page.evaluate(measure)
  const at = `${site.name} ${url}, ${width} px, ${what}`
  check(`${at}: fits (${seen.over} px over)`, seen.over <= 0)
  none(`${at}: nothing is cut off`, seen.cut)
}

/**
 * Checks one page of each kind: light and with large text, each; without script and dark, where templates are the same
 * on all sites, only the pages that `differs` picks.
 */
export const layout = async (browser, site, differs = () => true) => {
  const each = async (options, pages, work, prepare = async () => {}) => {
    await within(browser, { viewport: { width: 1440, height: 900 }, ...options }, async (page, context) => {
      await prepare(page, context)
      for (const one of pages) {
        await page.goto(site.root + one.url, { waitUntil: 'load' })
        await work(page, site, one)
      }
    })
  }
  await each(light, site.kinds, inLight)
  await each(light, site.kinds, inLarge, async (page, context) => {
    const protocol = await context.newCDPSession(page)
    await protocol.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
  })
  await each(noScript, site.kinds.filter(differs), inNoScript)
  await each(dark, site.kinds.filter(differs), inDark)
}

/** On a phone notes are closed, and a reference opens its note. */
const notesOpen = async (page, site, url, script) => {
  await page.setViewportSize({ width: 390, height: 800 })
  const ref = page.locator('.article-body [role=doc-noteref]').first()
  if (await ref.count() === 0) return
  const note = page.locator(`[id="${(await ref.getAttribute('href')).slice(1)}"]`)
  const at = `${site.name} ${url}, narrow, ${script ? 'script' : 'no script'}`
  const opened = () => page.evaluate(() => [...document.querySelectorAll('.article-body details.note .note-body')].filter((node) => node.getBoundingClientRect().height > 0 && node.checkVisibility()).map((node) => node.id))
  check(`${at}: notes are closed`, (await opened()).length === 0)
  await ref.click()
  check(`${at}: its reference opens a note, and no other`, await note.isVisible() && (await opened()).length === 1)
}

/** Targets are at least 24 px high and wide, are in running text, or have room around them (WCAG 2.5.8). */
const small = () => {
  const shown = (node) => node.checkVisibility({ checkVisibilityCSS: true }) && !node.closest('.g-skip, .g-vh')
  const boxOf = (node) => {
    // the label of an input is part of the target
    const [own, label] = [node.getBoundingClientRect(), node.closest('label')?.getBoundingClientRect()]
    return label ?? own
  }
  const inText = (node) => {
    if (node.getClientRects().length > 1) return true
    const block = (at) => (/^inline/.test(getComputedStyle(at).display) && !/flex|grid/.test(getComputedStyle(at.parentElement).display) ? block(at.parentElement) : at)
    const around = block(node)
    if (around === node) return false
    const rest = around.textContent.replace(node.textContent, '').replace(/\s+/g, '')
    return rest.length > 0
  }
  const targets = [...document.querySelectorAll('a[href], button, input, select, summary')].filter(shown).map((node) => ({ node, box: boxOf(node) })).filter(({ box }) => box.width > 0)
  const isSmall = ({ box }) => box.width < 23.9 || box.height < 23.9
  const far = (one) => targets.every((other) => {
    if (other.node === one.node || one.node.contains(other.node) || other.node.contains(one.node)) return true
    const [x, y] = [one.box.left + one.box.width / 2, one.box.top + one.box.height / 2]
    if (isSmall(other)) return Math.hypot(x - other.box.left - other.box.width / 2, y - other.box.top - other.box.height / 2) >= 24
    return Math.hypot(Math.max(other.box.left - x, 0, x - other.box.right), Math.max(other.box.top - y, 0, y - other.box.bottom)) >= 12
  })
  return targets.filter((target) => isSmall(target) && !inText(target.node) && !far(target)).map(({ node, box }) => `${node.localName}${node.className?.baseVal === undefined && node.className ? `.${node.className}` : ''} “${node.textContent.trim().slice(0, 20)}” ${box.width.toFixed(0)} × ${box.height.toFixed(0)}`)
}

/** Checks the targets of one page of each kind. */
export const targets = async (browser, site) => {
  await within(browser, {}, async (page) => {
    for (const { url } of site.kinds) {
      await page.goto(site.root + url)
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 900 })
        none(`${site.name} ${url}, ${width} px: what is pressed is large enough`, await page.evaluate(small))
      }
    }
  })
}
