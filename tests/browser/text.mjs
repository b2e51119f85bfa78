// The text of an article: its paragraphs are those of the text stream.
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
