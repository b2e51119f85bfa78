// The text of an article: its paragraphs are those of the text stream, and notes and references match.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { check, none } from './check.mjs'
import { within } from './browser.mjs'
import { isArticle } from './site.mjs'

const said = () => {
  const body = document.querySelector('.article-body').cloneNode(true)
  for (const node of body.querySelectorAll('.ref, .notes, .added')) node.remove()
  return { whole: body.textContent, paragraphs: [...body.querySelectorAll('p')].map((node) => node.textContent) }
}

const bare = (text) => text.replace(/\s+/g, '')

/** Marks never change the text: the page's text equals `body.txt`, ignoring white space. */
export const texts = async (browser, site) => {
  await within(browser, { javaScriptEnabled: false }, async (page) => {
    for (const { url } of site.pages.filter(isArticle)) {
      const stream = await readFile(join(site.folder, url, 'body.txt'), 'utf8')
      await page.goto(site.root + url, { waitUntil: 'domcontentloaded' })
      const { whole, paragraphs } = await page.evaluate(said)
      check(`${site.name} ${url}: all of its text, and no other`, bare(whole) === bare(stream))
      // paragraphs are whole blocks of the stream, in order; a line end in the source is shown as a space
      const lost = []
      const [lines, spaced] = [`\n${stream}\n`, ` ${stream} `.replaceAll('\n', ' ')]
      let from = 0
      // a paragraph that is only a formula has no text
      for (const paragraph of paragraphs.filter((words) => words.trim() !== '')) {
        const found = spaced.indexOf(` ${paragraph.replaceAll('\n', ' ')} `, from)
        const end = found + 1 + paragraph.length
        if (found < 0 || lines[found] !== '\n' || lines[end] !== '\n') lost.push(paragraph.slice(0, 60))
        else from = end
      }
      check(`${site.name} ${url}: has paragraphs`, paragraphs.length > 0)
      none(`${site.name} ${url}: paragraphs as they were written`, lost)
    }
  })
}

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

/** Each reference has one backlink, and ids in aria attributes are unique; on large sites, one page of each kind. */
export const references = async (browser, site) => {
  await within(browser, {}, async (page) => {
    for (const { url } of site.pages.length < 500 ? site.pages : site.kinds) {
      await page.goto(site.root + url, { waitUntil: 'domcontentloaded' })
      const seen = await page.evaluate(joined)
      none(`${site.name} ${url}: what aria refers to is there once`, seen.lost)
      none(`${site.name} ${url}: one way back to each reference`, seen.backs)
      none(`${site.name} ${url}: ways back lead to references`, seen.nowhere)
      check(`${site.name} ${url}: no link in a picture`, seen.inPicture === 0)
    }
  })
}
