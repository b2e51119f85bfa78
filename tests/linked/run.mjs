// Checks the structured data of built sites: `node run.mjs GLOSSATOR SITE…`. Each SITE was built with a base; sites
// that use every feature are made here. Each graph is checked against a release of schema.org, and parsed by a JSON-LD
// processor.
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import jsonld from 'jsonld'
import { traps, wrong } from './graph.mjs'
import { everything } from './sites.mjs'
import { context, size } from './vocabulary.mjs'

const failed = []
let n = 0
const check = (what, is) => {
  n += 1
  if (!is) failed.push(what)
}

check(`a release of schema.org: ${size.types} types, ${size.properties} properties`, size.types > 900 && size.properties > 1400)
for (const [node, word] of traps) check(`a wrong graph is found out: ${word}`, wrong([node]).some((it) => it.includes(word)))

const document = context()
const documentLoader = async (url) => {
  if (!/^https?:\/\/schema\.org\/?$/.test(url)) throw new Error(`nothing but schema.org is asked for: ${url}`)
  return { contextUrl: null, documentUrl: url, document }
}
const text = (html) => html.replace(/<[^>]+>/g, '').replace(/&quot;/g, '"').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&#x27;|&#39;/g, "'").replace(/&amp;/g, '&').trim()
const attribute = (html, pattern) => text(html.match(pattern)?.[1] ?? '')
const S = 'https://schema.org/'

const site = async (name, folder, base) => {
  const pages = []
  for (const path of (await readdir(folder, { recursive: true })).sort()) {
    if (!path.endsWith('.html')) continue
    const html = await readFile(join(folder, path), 'utf8')
    const where = `${name}: ${path}`
    const scripts = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)]
    const isIndexed = !html.includes('<meta name="robots" content="noindex">')
    check(`${where}: a graph, if it can be found`, scripts.length === Number(isIndexed))
    meta(where, html, base, isIndexed)
    if (!scripts.length) continue
    const read = JSON.parse(scripts[0][1])
    check(`${where}: one graph of schema.org`, read['@context'] === 'https://schema.org' && Array.isArray(read['@graph']))
    for (const it of wrong(read['@graph'])) check(`${where}: ${it}`, false)
    const url = base ? new URL(path.replace(/index\.html$/, ''), base).href : pathToFileURL(join(folder, path)).href
    const flat = await jsonld.flatten(await jsonld.expand(read, { documentLoader, base: url }))
    pages.push({ where, html, url, read, nodes: new Map(flat.map((node) => [node['@id'], node])) })
  }
  // ids with a description: every reference within the site must lead to one
  const described = new Set(pages.flatMap(({ nodes }) => [...nodes].filter(([, node]) => node['@type']).map(([id]) => id)))
  for (const page of pages) back(page, described, base ?? pathToFileURL(folder).href)
  check(`${name}: pages`, pages.length > 20)
  const of = (type) => pages.filter(({ read }) => read['@graph'].some((node) => node['@type'] === type))
  for (const type of ['NewsArticle', 'CollectionPage', 'WebSite', 'BreadcrumbList']) check(`${name}: a page with ${type}`, of(type).length)
  return pages
}

/** Checks that the parsed graph contains what the page shows. */
const back = ({ where, html, url, nodes }, described, base) => {
  const value = (node, key) => node?.[S + key]?.map((it) => it['@value'] ?? it['@id']) ?? []
  for (const id of nodes.keys()) {
    check(`${where}: ${id} has an absolute address`, id.startsWith('_:') || /^[a-z]+:\/\//.test(id))
    if (id.startsWith(base) && id.includes('#') && !id.includes('/sources/')) check(`${where}: ${id} is described`, described.has(id))
  }
  const article = nodes.get(`${url}#article`)
  if (article && html.includes('class="article-body"')) {
    check(`${where}: headline`, value(article, 'headline')[0] === attribute(html, /<h1>(.*?)<\/h1>/s))
    const published = attribute(html, /<meta property="article:published_time" content="(.*?)"/)
    check(`${where}: date`, (value(article, 'datePublished')[0] ?? '') === published)
    const named = new Set([...value(article, 'about'), ...value(article, 'mentions')])
    const cards = new Map([...html.matchAll(/data-card="([^"]+)"[^>]*><a href="([^"]+)"><bdi>(.*?)<\/bdi>/g)].map(([, id, href, name]) => [id, { href, name: text(name) }]))
    for (const [, id] of html.matchAll(/data-entity="([^"]+)"/g)) {
      const card = cards.get(id)
      const iri = card && new URL(text(card.href), url).href + '#it'
      check(`${where}: the mention of ${id}`, named.has(iri) && value(nodes.get(iri), 'name')[0] === card.name)
    }
    for (const [, id] of html.matchAll(/data-statement="([^"]+)"/g)) {
      const statement = nodes.get(`${url}#statement-${id}`)
      check(`${where}: the statement ${id}`, value(statement, 'text')[0]?.length > 0)
    }
  }
  const subject = nodes.get(`${url}#it`)
  if (subject && html.includes('data-article')) check(`${where}: name`, value(subject, 'name')[0] === attribute(html, /<h1[^>]*>(.*?)<\/h1>/s).replace(/^.*\n/, ''))
}

/** Checks the tags for link previews. */
const meta = (where, html, base, isIndexed) => {
  const content = (name) => [...html.matchAll(new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)">`, 'g'))].map(([, it]) => text(it))
  const one = (name) => check(`${where}: one ${name}: ${content(name)}`, content(name).length === 1 && content(name)[0] !== '')
  if (!isIndexed) return check(`${where}: no card`, !content('og:title').length)
  for (const name of ['og:title', 'og:type', 'og:site_name', 'twitter:card', 'robots']) one(name)
  const absolute = ['og:url', 'og:image', 'article:author'].flatMap(content)
  for (const it of absolute) check(`${where}: ${it} is absolute`, /^https?:\/\//.test(it))
  if (!base) check(`${where}: no address of its own without a base`, !html.includes('rel="canonical"') || html.includes('example.net/first'))
  else one('og:url')
  check(`${where}: a large card where there is a picture`, content('twitter:card')[0] === (content('og:image').length ? 'summary_large_image' : 'summary'))
  for (const locale of [...content('og:locale'), ...content('og:locale:alternate')]) check(`${where}: ${locale}`, /^[a-z]{2,3}_[A-Z]{2}$/.test(locale))
  const languages = [...html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g)]
  if (!languages.length) return
  const named = languages.map(([, lang]) => lang)
  check(`${where}: each language once, its own and the default among them: ${named}`, new Set(named).size === named.length && named.includes('x-default') && named.includes(attribute(html, /<html lang="([^"]+)"/)))
}

const [glossator, ...folders] = process.argv.slice(2)
const work = await mkdtemp(join(tmpdir(), 'glossator-linked-'))
for (const folder of folders) {
  const home = await readFile(join(folder, 'index.html'), 'utf8')
  await site('own', folder, attribute(home, /<link rel="canonical" href="(.*?)"/))
}
for (const base of ['https://example.org/a/b/', undefined]) {
  const name = base ? 'everything' : 'everything, without a base'
  const pages = await site(name, await everything(glossator, join(work, base ? 'with' : 'without'), base), base)
  for (const { where, html } of pages) check(`${where}: nothing of an anonymous source`, !/unsayable/i.test(html))
  const { read, html } = pages.find(({ html }) => html.includes('<h1>Everything'))
  const tags = [...html.matchAll(/<meta (?:property|name)="([^"]+)" content="([^"]*)">/g)].map(([, name, value]) => `${name} ${text(value)}`)
  const expected = ['og:title Everything & <more>', 'og:type article', 'og:site_name The Paper', 'og:description A standfirst', 'og:url https://example.net/first', 'og:locale en_US', 'og:locale:alternate ar_EG', 'article:published_time 2025-10-15T09:30:00+02:00', 'article:modified_time 2025-10-16', 'article:section Label', 'article:tag One', 'article:tag Two', 'author The Agency', 'author Jane Doe', 'author Town', 'robots max-image-preview:large']
  const absolute = ['og:image https://example.org/a/b/x.svg', 'og:image:alt A hall', 'og:image:width 12', 'og:image:height 8', 'article:author https://example.org/a/b/organizations/agency/', 'article:author https://example.org/a/b/authors/jane-doe/', 'article:author https://example.org/a/b/places/town/']
  for (const it of expected) check(`${name}: ${it}`, tags.includes(it))
  for (const it of absolute) check(`${name}: ${it}, with a base`, tags.includes(it) === Boolean(base))
  const hreflang = [...html.matchAll(/hreflang="([^"]+)" href="(https[^"]+)"/g)].map(([, lang, url]) => `${lang} ${url}`)
  check(`${name}: hreflang ${hreflang}`, hreflang.join() === (base ? ['ar', 'en', 'x-default'].map((lang) => `${lang} ${base}${lang === 'ar' ? 'ar/' : ''}articles/2025/full/`).join() : ''))
  const [article] = read['@graph']
  const all = ['author', 'publisher', 'image', 'sameAs', 'dateModified', 'articleSection', 'keywords', 'temporalCoverage', 'wordCount', 'isPartOf', 'position', 'isBasedOn', 'about', 'mentions', 'citation', 'hasPart', 'correction', 'workTranslation']
  for (const key of all) check(`${name}: ${key}`, article[key] !== undefined)
  check(`${name}: reviews`, read['@graph'].filter((node) => node['@type'] === 'ClaimReview').length === 2)
  const picture = pages.some(({ html }) => html.includes('og:image:width'))
  check(`${name}: a picture where there is a base`, picture === Boolean(base))
}
await rm(work, { recursive: true, force: true })
for (const what of failed.slice(0, 60)) console.error(`✗ ${what}`)
console.log(`${n} checks of what pages say to machines, ${failed.length} failed`)
process.exit(failed.length ? 1 : 0)
