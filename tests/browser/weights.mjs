// Sizes of pages (compressed), and what the style sheet must not contain.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { check, none } from './check.mjs'
import { within } from './browser.mjs'
import { fullest, isArticle, published } from './site.mjs'

const packed = (text) => gzipSync(text, { level: 9 }).length

// four values are top, right, bottom, left: right and left must be equal
const shorthand = /(?:^|[{;\s])((?:scroll-)?(?:margin|padding)|inset|border-(?:width|style|color)|border-image-(?:width|outset|slice))\s*:\s*([^;}]+)/g
const corners = /(?:^|[{;\s])border-radius\s*:\s*([^;}]+)/g
const named = /(?:^|[{;\s])(?:(?:scroll-)?(?:margin|padding)-(?:left|right|top|bottom)|border-(?:left|right|top|bottom)(?:-[a-z]+)*|left|right|top|bottom|inset-(?:left|right)|(?:min-|max-)?(?:width|height)|(?:overflow|overscroll-behavior|background-position)-[xy])\s*:[^;}]*/g
const valued = /(?:^|[{;\s])(?:float|clear|text-align(?:-last)?|caption-side|resize)\s*:\s*(?:left|right|horizontal|vertical)\b|border-(?:top|bottom)-(?:left|right)-radius/g
/** The values of a shorthand; a function with its arguments is one value. */
const valuesOf = (text) => text.replace(/!important/, '').trim().match(/(?:[^\s(]*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|[^\s])+/g) ?? []

/** Declarations that name a physical side. `overflow-x` is allowed: it only turns with vertical writing. */
export const sided = (css) => [
  ...[...css.matchAll(named), ...css.matchAll(valued)].map(([rule]) => rule.replace(/^[{;\s]+/, '').trim()).filter((rule) => !/^overflow-[xy]/.test(rule)),
  ...[...css.matchAll(shorthand)].filter(([, , text]) => { const at = valuesOf(text); return at.length === 4 && at[1] !== at[3] }).map(([rule]) => rule.trim()),
  // corners start at the top left, clockwise: the left ones must equal the right ones
  ...[...css.matchAll(corners)].filter(([, text]) => text.split('/').some((part) => { const [a, b = a, c = a, d = b] = valuesOf(part); return a !== b || c !== d })).map(([rule]) => rule.trim()),
]
const lopsided = ['margin-left: 1px', 'padding-right: 0', 'left: 0', 'right: auto', 'float: left', 'text-align: right', 'border-left: 1px solid', 'border-right-color: red', 'inline-size: 1px; width: 1px',
  'margin: 0 1px 0 2px', 'padding: 0 calc(1px + (2px * 3)) 0 1px', 'inset: 0 auto 0 0', 'border-width: 0 1px 0 0', 'scroll-margin: 0 1px 0 0', 'scroll-padding-left: 1px', 'border-radius: 4px 0 0 4px', 'border-radius: 4px 0', 'border-top-left-radius: 4px', 'margin: 0 auto 0 0 !important']
const even = ['margin: 0 1px', 'margin: 1rem calc(1px + (2px * 3)) 0 calc(1px + (2px * 3))', 'padding: 1px 2px 3px', 'border-radius: 6px 6px 0 0', 'border-radius: 4px', 'inset-inline-start: 0', 'text-align: start', 'max-inline-size: 3rem', 'inset: auto 0 0', 'overflow-x: auto', 'border-style: dashed']

export const weights = async (browser, own, dense) => {
  const read = async (name) => readFile(join(own.folder, await published(own.folder, name)), 'utf8')
  const [css, js] = [await read('site.css'), await read('site.js')]
  check(`the style sheet: ${packed(css)} bytes`, packed(css) <= 9 * 1024)
  check(`the script: ${packed(js)} bytes`, packed(js) <= 4 * 1024)
  for (const { url, kind, html } of own.pages) {
    if (isArticle({ kind })) check(`${url}: ${packed(html)} bytes`, packed(html) <= 12 * 1024)
    else check(`${url}: ${packed(html)} bytes`, packed(html) <= 30 * 1024)
    for (const drawing of html.match(/<svg[^]*?<\/svg>/g) ?? []) check(`${url}: a drawing of ${drawing.length}`, drawing.length <= (url === '/graph/' ? 80 * 1024 : 64 * 1024) && packed(drawing) <= 15 * 1024)
  }
  const long = dense.pages.find(({ url }) => url.includes('long'))
  check(`three thousand words: ${packed(long.html)} bytes`, packed(long.html) <= 45 * 1024)
  await within(browser, { javaScriptEnabled: false }, async (page) => {
    for (const [site, { url, html }] of [...own.pages.map((it) => [own, it]), ...dense.pages.map((it) => [dense, it])]) {
      if (!html.includes('class="article-body"')) continue
      await page.goto(site.root + url, { waitUntil: 'domcontentloaded' })
      const [elements, words] = await page.evaluate(() => [document.querySelectorAll('*').length, document.querySelector('.article-body').textContent.trim().split(/\s+/).length])
      // the frame of a page and the lists under a short text count once: at least a thousand words are assumed
      check(`${url}: ${elements} elements for ${words} words`, elements <= 1.5 * Math.max(words, 1000))
    }
  })
  await within(browser, { viewport: { width: 1440, height: 900 } }, async (page) => {
    const requests = []
    page.on('request', (request) => request.url().startsWith('data:') || requests.push(request.resourceType()))
    const article = fullest(own)
    await page.goto(own.root + article.url, { waitUntil: 'networkidle' })
    check(`an article takes three requests and its images: ${requests}`, requests.filter((kind) => kind !== 'image').length <= 3)
  })

  // one style sheet for both writing directions
  const plain = css.replace(/\/\*[^]*?\*\//g, '')
  none('no side of the paper in the style sheet', sided(plain))
  for (const bad of lopsided) check(`the style sheet may not say ${bad}`, sided(`a { color: red; ${bad} }`).length > 0)
  for (const good of even) none(`the style sheet may say ${good}`, sided(`a { color: red; ${good} }`))

  // contrast of the palette, WCAG 2
  const value = (name, dark) => {
    const [, light, other] = plain.match(new RegExp(`--${name}: light-dark\\((#[0-9a-f]+), (#[0-9a-f]+)\\)`))
    const hex = dark ? other : light
    return hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex
  }
  const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4))
  const luminance = (hex) => channels(hex).reduce((sum, it, at) => sum + it * [0.2126, 0.7152, 0.0722][at], 0)
  const contrast = (a, b) => (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05)
  const types = ['person', 'organization', 'place', 'event', 'work']
  for (const dark of [false, true]) {
    for (const ground of ['paper', 'wash', 'raise', 'tint']) {
      for (const ink of ['ink', 'ink2', 'ink3', 'link', 'accent', ...types]) {
        const ratio = contrast(value(ink, dark), value(ground, dark))
        check(`${ink} on ${ground}, ${dark ? 'dark' : 'light'}: ${ratio.toFixed(2)}`, ratio >= 4.5)
      }
      for (const control of ['ctl', 'focus']) check(`${control} on ${ground}`, contrast(value(control, dark), value(ground, dark)) >= 3)
    }
    // distance of the type colours for all kinds of colour vision: Machado, Oliveira and Fernandes 2009, in OKLab
    const views = {
      normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
      protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
      deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
      tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
    }
    const times = (matrix, [a, b, c]) => [0, 3, 6].map((at) => matrix[at] * a + matrix[at + 1] * b + matrix[at + 2] * c)
    const oklab = (linear) => {
      const cones = times([0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619, 0.2817188376, 0.6299787005], linear).map(Math.cbrt)
      return times([0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371, 0.7827717662, -0.808675766], cones)
    }
    for (const [view, matrix] of Object.entries(views)) {
      const seen = types.map((type) => oklab(times(matrix, channels(value(type, dark))).map((it) => Math.min(1, Math.max(0, it)))))
      const apart = Math.min(...seen.flatMap((a, at) => seen.slice(at + 1).map((b) => 100 * Math.hypot(...a.map((it, axis) => it - b[axis])))))
      check(`types as ${view} sight has them, ${dark ? 'dark' : 'light'}: ${apart.toFixed(1)} apart`, apart >= 8.5)
    }
  }
}
