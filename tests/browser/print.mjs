// In print: the whole text, then its notes, and nothing of the site around it.
import { execFileSync } from 'node:child_process'
import { check, none } from './check.mjs'
import { within } from './browser.mjs'
import { isArticle } from './site.mjs'

/** The text of a PDF file, in reading order, and its number of pages. */
const read = (pdf) => {
  const text = execFileSync('pdftotext', ['-enc', 'UTF-8', '-nopgbrk', '-', '-'], { input: pdf }).toString()
  const pages = execFileSync('pdfinfo', ['-'], { input: pdf }).toString().match(/^Pages:\s+(\d+)/m)
  return { text: text.normalize('NFKC').replace(/\u00ad/g, '').replace(/\s+/g, ' '), pages: Number(pages[1]) }
}
// at a line end there may be an added hyphen, and a line break instead of a space
const bare = (text) => text.normalize('NFKC').replace(/[\s\u00ad\u2010-]+/g, '')

export const print = async (browser, site) => {
  for (const { url, html } of site.kinds.filter(isArticle)) {
    if (!html.includes('class="note"')) continue
    await within(browser, { viewport: { width: 1440, height: 900 } }, async (page) => {
      await page.goto(site.root + url)
      const seen = await page.evaluate(() => {
        const paragraphs = [...document.querySelectorAll('.article-body > p')]
        const last = paragraphs.at(-1).cloneNode(true)
        for (const node of last.querySelectorAll('.g-vh')) node.remove()
        const words = (selector) => [...document.querySelectorAll(selector)].map((node) => node.textContent.trim())
        return {
          title: document.querySelector('.article-body').dataset.notes,
          last: last.textContent,
          notes: [...document.querySelectorAll('.note-body')].map((note) => {
            const text = [...note.querySelectorAll('p')].find((node) => !node.closest('.note-facts')) ?? note
            return [note.querySelector('.note-number')?.textContent ?? '', text.textContent.trim().slice(0, 40)]
          }),
          legend: words('.g-marks legend'), rail: words('#g-in-story h2'), nav: words('.g-site nav a'),
        }
      })
      for (const format of ['A4', 'Letter']) {
        const print = () => page.pdf({ format, preferCSSPageSize: false })
        const [first, second] = [read(await print()), read(await print())]
        const at = `${site.name} ${url} on ${format}`
        check(`${at}: ${first.pages} pages, then ${second.pages}`, first.pages > 0 && first.pages === second.pages)
        // right-to-left letters come out of a PDF file in another order
        if (html.includes('dir="rtl"')) continue
        const text = bare(first.text)
        const words = bare(seen.last).slice(-60)
        const body = text.indexOf(words)
        check(`${at}: its last paragraph is there`, body >= 0)
        let from = text.indexOf(bare(seen.title), body + words.length)
        check(`${at}: “${seen.title}” stands after it`, Boolean(seen.title) && from >= 0)
        const lost = []
        for (const [number, words] of seen.notes) {
          const place = text.indexOf(bare(words), from)
          // its number is before it, with at most its kind between them
          if (place < 0 || !text.slice(place - 40, place).includes(number)) lost.push(`${number} ${words}`)
          else from = place + bare(words).length
        }
        none(`${at}: notes in their order`, lost)
        none(`${at}: nothing of the site around it`, [...seen.legend, ...seen.rail].filter((words) => first.text.includes(words)))
        check(`${at}: no sections`, !text.includes(bare(seen.nav.join(''))))
      }
    })
  }
}
