// Every page: links lead somewhere, ids are unique, references and notes match, nothing is loaded from elsewhere, and it
// fits a phone.
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { check, none } from './check.mjs'
import { within } from './browser.mjs'

const seenOn = () => ({
  ids: [...document.querySelectorAll('[id]')].map((node) => node.id),
  links: [...document.querySelectorAll('a[href], link[href], img[src]')].map((node) => node.href?.baseVal === undefined ? node.href || node.src : new URL(node.href.baseVal, location).href),
  nested: document.querySelectorAll('a a').length,
  headings: document.querySelectorAll('h1').length,
  mentions: [...new Set([...document.querySelectorAll('.article-body .mention')].map((node) => `${node.dataset.mention} ${node.dataset.entity}`))],
  backlinks: [...document.querySelectorAll('[data-article][data-mention]')].map((node) => `${node.dataset.article} ${node.dataset.mention}`),
  refs: [...document.querySelectorAll('[role=doc-noteref]')].every((ref) => document.querySelector(`[id="${ref.getAttribute('href').slice(1)}"]`)),
})

const joined = () => {
  const names = ['aria-labelledby', 'aria-details', 'aria-describedby', 'aria-controls', 'aria-owns', 'aria-flowto', 'aria-errormessage', 'aria-activedescendant', 'for', 'headers']
  const once = (id) => document.querySelectorAll(`[id="${CSS.escape(id)}"]`).length === 1
  const refs = [...document.querySelectorAll('[role=doc-noteref]')]
  const backs = [...document.querySelectorAll('[role=doc-backlink]')].map((node) => node.getAttribute('href'))
  return {
    lost: names.flatMap((name) => [...document.querySelectorAll(`[${name}]`)].flatMap((node) => node.getAttribute(name).split(/\s+/).filter((id) => id && !once(id)).map((id) => `${name} ${id}`))),
    backs: refs.filter((ref) => backs.filter((href) => href === `#${ref.id}`).length !== 1).map((ref) => ref.id),
    nowhere: backs.filter((href) => !once(href.slice(1))),
    inPicture: document.querySelectorAll('svg[role=img] a').length,
  }
}

/** Checks every page of a site; of a site with thousands of pages, one of each kind. */
export const pages = async (browser, site) => {
  const { root, folder } = site
  const whole = site.pages.length < 500
  const found = new Map()
  const exists = (path) => {
    if (!found.has(path)) found.set(path, stat(join(folder, path)).then((file) => file.isFile(), () => false))
    return found.get(path)
  }
  const foreign = []
  const troubles = []
  const ids = new Map()
  const links = new Map()
  const mentions = []
  const backlinks = new Map()
  await within(browser, { viewport: { width: 390, height: 800 } }, async (page) => {
    page.on('request', (request) => request.url().startsWith(root) || foreign.push(request.url()))
    page.on('pageerror', (error) => troubles.push(error.message))
    page.on('console', (line) => line.type() === 'error' && troubles.push(`${line.text()} ${line.location().url}`))
    for (const { url } of whole ? site.pages : site.kinds) {
      await page.goto(root + url, { waitUntil: 'domcontentloaded' })
      const seen = await page.evaluate(seenOn)
      const at = `${site.name} ${url}`
      check(`${at}: ids are unique`, new Set(seen.ids).size === seen.ids.length)
      check(`${at}: no link in a link`, seen.nested === 0)
      check(`${at}: one main heading`, seen.headings === 1)
      check(`${at}: references lead to notes`, seen.refs)
      const { lost, backs, nowhere, inPicture } = await page.evaluate(joined)
      none(`${at}: what aria refers to is there once`, lost)
      none(`${at}: one way back to each reference`, backs)
      none(`${at}: ways back lead to references`, nowhere)
      check(`${at}: no link in a picture`, inPicture === 0)
      check(`${at} fits 390 px`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
      ids.set(url, new Set(seen.ids))
      links.set(url, new Set(seen.links))
      mentions.push(...seen.mentions)
      for (const backlink of seen.backlinks) {
        const key = `${url.replace(/page\/\d+\/$/, '')} ${backlink}`
        backlinks.set(key, (backlinks.get(key) ?? 0) + 1)
      }
    }
  })
  for (const [url, targets] of links) {
    for (const target of [...targets].filter((target) => target.startsWith(root))) {
      const { pathname, hash } = new URL(target)
      const path = decodeURIComponent(pathname)
      check(`${site.name} ${url}: ${path} exists`, await exists(path.endsWith('/') ? `${path}index.html` : path))
      if (hash && ids.has(path)) check(`${site.name} ${url}: ${path}${hash} exists`, ids.get(path).has(decodeURIComponent(hash.slice(1))))
    }
  }
  check(`${site.name}: nothing leaves the origin: ${foreign}`, foreign.length === 0)
  check(`${site.name}: no trouble in a script: ${troubles}`, troubles.length === 0)
  if (whole) check(`${site.name}: each mention is on its entity's page, once: ${backlinks.size} of ${mentions.length}`, backlinks.size === mentions.length && [...backlinks.values()].every((count) => count === 1))
}
