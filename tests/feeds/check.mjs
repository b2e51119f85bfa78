// Checks the documents of a built site besides its pages: `node check.mjs SITE BASE`. Feeds with a feed reader's
// library, data with its JSON Schemas, sitemaps with the protocol's schema in libxml2, and all of it against the pages.
import { readFileSync, readdirSync, existsSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import Ajv from 'ajv/dist/2020.js'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'

const [site, base] = process.argv.slice(2)
let passed = 0
const failed = []
const check = (what, holds) => { if (holds) passed += 1; else failed.push(what) }

const files = readdirSync(site, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative(site, join(entry.parentPath, entry.name))).sort()
const text = (path) => readFileSync(join(site, path), 'utf8')
const named = (name) => files.filter((file) => file === name || file.endsWith(`/${name}`))
/** The file behind an address of the site; `null` for other addresses. */
const fileOf = (url) => {
  if (!url.startsWith(base)) return null
  const path = decodeURIComponent(url.slice(base.length).split(/[?#]/)[0])
  return path === '' || path.endsWith('/') ? `${path}index.html` : path
}
const leads = (what, url) => {
  const file = fileOf(url)
  check(`${what}: ${url} is of the site`, file !== null)
  check(`${what}: ${url} leads to a file`, file !== null && existsSync(join(site, file)) && statSync(join(site, file)).isFile())
}
const moment = (date) => new Date(date).getTime()
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

// HTML of entries: must not depend on the page
const readable = (what, html) => {
  check(`${what}: only plain HTML`, !/<(script|style|iframe|details|summary)\b/i.test(html) && !/\s(id|style|on\w+|tabindex|data-[\w-]+)=/i.test(html.replace(/>[^<]*/g, '>')))
  for (const [, address] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) check(`${what}: ${address} is absolute`, /^[a-z]+:/.test(address))
  for (const [, address] of html.matchAll(/<a href="([^"]*)"/g)) if (address.startsWith(base)) leads(what, address.replaceAll('&amp;', '&'))
}

// JSON Feed 1.1: the allowed members and their values
const members = {
  feed: ['version', 'title', 'home_page_url', 'feed_url', 'description', 'language', 'authors', 'items'],
  item: ['id', 'url', 'title', 'summary', 'content_html', 'image', 'date_published', 'date_modified', 'authors', 'tags', 'language'],
}
const only = (what, object, known) => check(`${what}: ${Object.keys(object)}`, Object.keys(object).every((key) => known.includes(key)))

const feeds = new Map()
for (const path of named('feed.json')) {
  const raw = JSON.parse(text(path))
  check(`${path}: version`, raw.version === 'https://jsonfeed.org/version/1.1')
  only(path, raw, members.feed)
  check(`${path}: its own address`, raw.feed_url === `${base}${path.split('/').map(encodeURIComponent).join('/')}`)
  leads(path, raw.home_page_url)
  for (const item of raw.items) {
    only(`${path} ${item.id}`, item, members.item)
    check(`${path} ${item.id}: dates`, rfc3339.test(item.date_published) && rfc3339.test(item.date_modified) && moment(item.date_published) <= moment(item.date_modified))
    check(`${path} ${item.id}: it has words`, typeof item.content_html === 'string' && item.content_html.length > 0)
    leads(path, item.url)
    readable(`${path} ${item.id}`, item.content_html)
  }
  check(`${path}: each entry once`, new Set(raw.items.map((item) => item.id)).size === raw.items.length)
  const read = parseJsonFeed(text(path))
  check(`${path}: all of it is read`, read.items?.length === raw.items.length || (raw.items.length === 0 && !read.items?.length))
  feeds.set(dirname(path), raw)
}
check('there are feeds', feeds.size > 10 && feeds.get('.')?.items.length > 1)

for (const path of named('atom.xml')) {
  const xml = text(path)
  const read = parseAtomFeed(xml)
  const json = feeds.get(dirname(path))
  const links = Object.fromEntries(read.links.map((link) => [link.rel, link.href]))
  check(`${path}: title, id and language`, read.title?.value === json.title && read.id === json.home_page_url && xml.includes(`xml:lang="${json.language}"`))
  check(`${path}: addresses`, links.self === json.feed_url.replace(/feed\.json$/, 'atom.xml') && links.alternate === json.home_page_url)
  check(`${path}: author`, read.authors?.[0]?.name === json.authors[0].name)
  const entries = read.entries ?? []
  check(`${path}: as many entries`, entries.length === json.items.length)
  const newest = Math.max(0, ...entries.map((entry) => moment(entry.updated)))
  check(`${path}: updated with its newest entry`, rfc3339.test(read.updated) && moment(read.updated) === newest)
  entries.forEach((entry, at) => {
    const item = json.items[at]
    const same = entry.id === item.id && entry.title?.value === item.title && entry.links[0].href === item.url && (entry.content?.value ?? '').trim() === item.content_html.trim()
      && entry.published === item.date_published && entry.updated === item.date_modified && (entry.summary?.value ?? '') === (item.summary ?? '')
    check(`${path} ${entry.id}: is the same in JSON`, same)
    check(`${path} ${entry.id}: tags and authors`, JSON.stringify((entry.categories ?? []).map((tag) => tag.term)) === JSON.stringify(item.tags ?? [])
      && JSON.stringify((entry.authors ?? []).map((author) => author.name)) === JSON.stringify((item.authors ?? []).map((author) => author.name)))
  })
}
for (const path of named('rss.xml')) {
  const read = parseRssFeed(text(path))
  const json = feeds.get(dirname(path))
  const items = read.items ?? []
  check(`${path}: as many entries`, items.length === json.items.length && read.title === json.title && read.link === json.home_page_url && Boolean(read.description))
  items.forEach((item, at) => check(`${path} ${item.link}: is the same in JSON`, item.guid?.value === json.items[at].id && item.content?.encoded?.trim() === json.items[at].content_html.trim()
    && Math.abs(moment(item.pubDate) - moment(json.items[at].date_published)) < 1000))
}

// pages link to their feeds
for (const path of files.filter((file) => file.endsWith('.html'))) {
  const html = text(path)
  if (html.includes('http-equiv="refresh"')) continue
  const found = [...html.matchAll(/<link rel="alternate" type="application\/(?:atom\+xml|feed\+json|rss\+xml)" title="([^"]*)" href="([^"]*)"/g)]
  check(`${path}: names feeds`, found.length >= 2)
  for (const [, , href] of found) leads(path, new URL(href, base).href)
  const own = `${dirname(path) === '.' ? '' : `${dirname(path)}/`}atom.xml`
  if (feeds.has(dirname(path))) check(`${path}: names its own feed`, found.some(([, , href]) => fileOf(new URL(href, base).href) === own))
}

// sitemaps
const schema = (elements) => `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" targetNamespace="http://www.sitemaps.org/schemas/sitemap/0.9" elementFormDefault="qualified">
<xs:simpleType name="loc"><xs:restriction base="xs:anyURI"><xs:minLength value="12"/><xs:maxLength value="2048"/></xs:restriction></xs:simpleType>
<xs:simpleType name="lastmod"><xs:union memberTypes="xs:date xs:dateTime xs:gYear xs:gYearMonth"/></xs:simpleType>
${elements}</xs:schema>`
const list = (root, item, most) => schema(`<xs:element name="${root}"><xs:complexType><xs:sequence><xs:element name="${item}" maxOccurs="${most}"><xs:complexType><xs:sequence>
<xs:element name="loc" type="loc"/><xs:element name="lastmod" type="lastmod" minOccurs="0"/><xs:any namespace="##other" minOccurs="0" maxOccurs="unbounded" processContents="lax"/>
</xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>`)
const valid = (path, xsd) => {
  const document = XmlDocument.fromString(text(path))
  const rules = XmlDocument.fromString(xsd)
  const validator = XsdValidator.fromDoc(rules)
  try {
    validator.validate(document)
    check(`${path}: valid`, true)
  } catch (error) {
    check(`${path}: ${error.message}`, false)
  }
  for (const it of [validator, rules, document]) it.dispose()
}
const locs = (path) => [...text(path).matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc]) => loc.replaceAll('&amp;', '&'))
const isIndex = text('sitemap.xml').includes('<sitemapindex')
const parts = isIndex ? locs('sitemap.xml').map(fileOf) : ['sitemap.xml']
if (isIndex) valid('sitemap.xml', list('sitemapindex', 'sitemap', 50000))
const listed = new Set()
for (const part of parts) {
  valid(part, list('urlset', 'url', 'unbounded'))
  check(`${part}: within the limits`, locs(part).length <= 50000 && text(part).length <= 52428800)
  for (const loc of locs(part)) listed.add(loc)
}
valid('sitemap-news.xml', list('urlset', 'url', 1000))
for (const loc of [...listed, ...locs('sitemap-news.xml')]) leads('sitemap', loc)
for (const path of files.filter((file) => file.endsWith('.html'))) {
  const html = text(path)
  const [, canonical] = html.match(/<link rel="canonical" href="([^"]*)"/) ?? []
  const isNoIndex = /<meta name="robots" content="[^"]*noindex/.test(html)
  const url = `${base}${path.replace(/(^|\/)index\.html$/, '$1').split('/').map(encodeURIComponent).join('/')}`
  if (isNoIndex) check(`${path}: not to be found, not in the sitemap`, !listed.has(url))
  else check(`${path}: in the sitemap, or empty or from elsewhere`, listed.has(canonical) || !canonical?.startsWith(base) || /class="g-empty"|>0 articles</.test(html) || !/<li|<tr/.test(html.split('<main')[1] ?? ''))
}
const blocks = [...text(parts[0]).matchAll(/<url><loc>([^<]*)<\/loc>(.*?)<\/url>/g)].filter(([, , rest]) => rest.includes('hreflang'))
check('translations are named', blocks.length > 1)
for (const [, loc, rest] of blocks) {
  const hrefs = [...rest.matchAll(/hreflang="([^"]*)" href="([^"]*)"/g)]
  check(`${loc}: names itself`, hrefs.some(([, tag, href]) => href === loc && tag !== 'x-default'))
  for (const [, , href] of hrefs) check(`${loc}: ${href} names it`, blocks.some(([, other, back]) => other === href && back.includes(`href="${loc}"`)))
}

// files for hosts and crawlers
const robots = text('robots.txt').split('\n')
check('robots.txt: one group that allows all', robots[0] === 'User-agent: *' && robots[1] === 'Allow: /')
const maps = robots.filter((line) => line.startsWith('Sitemap: ')).map((line) => line.slice(9))
check('robots.txt: sitemaps', maps.length === 2)
for (const map of maps) leads('robots.txt', map)
for (const line of text('_redirects').split('\n').filter(Boolean)) {
  const [from, to, status, ...more] = line.split(' ')
  check(`_redirects: ${line}`, status === '301' && more.length === 0)
  leads('_redirects', new URL(from, base).href)
  leads('_redirects', new URL(to, base).href)
}
check('.nojekyll is empty', text('.nojekyll') === '')

// data
const ajv = new Ajv({ strict: false, allErrors: true })
const data = Object.fromEntries(['entities', 'graph', 'corrections'].map((name) => {
  const document = JSON.parse(text(`${name}.json`))
  const isValid = ajv.compile(JSON.parse(readFileSync(new URL(`../../docs/schemas/${name}.schema.json`, import.meta.url), 'utf8')))
  check(`${name}.json: ${ajv.errorsText(isValid(document) ? [] : isValid.errors)}`, isValid(document))
  // the check must be able to fail
  check(`${name}.json: without its version`, !isValid({ ...document, version: 0 }))
  return [name, document]
}))
const ids = data.entities.entities.map((entity) => entity.id)
check('entities.json: each once, in order', new Set(ids).size === ids.length && ids.length > 1 && [...ids].sort().join() === ids.join())
for (const entity of data.entities.entities) {
  leads('entities.json', entity.url)
  for (const id of [entity.within, entity.place, ...entity.participants ?? []]) check(`entities.json: ${id} is there`, id === undefined || ids.includes(id))
}
check('graph.json: the same entities', data.graph.nodes.map((node) => node.id).join() === ids.join())
let pairs = 0
for (const [from, others] of data.graph.edges) {
  for (const [to, count] of others) {
    pairs += 1
    check(`graph.json: ${from} ${to}`, from < to && to < ids.length && count <= Math.min(data.graph.nodes[from].articles, data.graph.nodes[to].articles))
  }
}
check('graph.json: has pairs', pairs > 0)
for (const relation of data.graph.relations) check('graph.json: relations are between its nodes', relation.from < ids.length && relation.to < ids.length)
for (const correction of data.corrections.corrections) {
  leads('corrections.json', correction.article)
  readable('corrections.json', correction.html)
}
// a feed has the newest items
const most = feeds.get('.').items.length
check('corrections.json: what the feed has', Math.min(most, data.corrections.corrections.filter((it) => it.date).length) <= feeds.get('corrections').items.length)

for (const failure of failed.slice(0, 50)) console.log(`failed: ${failure}`)
console.log(`${passed} passed, ${failed.length} failed`)
process.exit(failed.length ? 1 : 0)
