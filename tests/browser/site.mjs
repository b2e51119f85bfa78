// A built site: its files over HTTP, its pages, and the kinds of pages.
import { createServer } from 'node:http'
import { readFile, readdir } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml', '.json': 'application/json', '.jsonld': 'application/ld+json', '.png': 'image/png', '.jpg': 'image/jpeg',
  '.webp': 'image/webp', '.avif': 'image/avif', '.xml': 'application/xml',
}

/** All files under a folder. */
export const files = async (folder) => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** Serves a folder; `change(path, text)` may edit text files; optionally compressed, with more headers. */
export const serve = async (folder, { change = null, compress = false, headers: more = {}, below = '/' } = {}) => {
  const server = createServer(async (request, response) => {
    const asked = decodeURIComponent(new URL(request.url, 'http://x').pathname)
    const path = asked.startsWith(below) ? asked.slice(below.length - 1) : '/nothing/is/here'
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
    const type = types[extname(file)] ?? 'application/octet-stream'
    try {
      let body = await readFile(file)
      if (change && /html|css|javascript/.test(type)) body = Buffer.from(change(path, body.toString()))
      const headers = { ...more, 'content-type': type, 'cache-control': 'max-age=600' }
      if (compress && /^text|json|svg|xml/.test(type)) {
        body = gzipSync(body)
        headers['content-encoding'] = 'gzip'
      }
      response.writeHead(200, headers).end(body)
    } catch {
      response.writeHead(404, { 'content-type': types['.html'] }).end(await readFile(join(folder, '404.html')).catch(() => ''))
    }
  })
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
  return { root: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }
}

/** The published name of a theme file: `site.0123456789ab.css` for `site.css`. */
export const published = async (folder, name) => {
  const [stem, extension] = name.split('.')
  return (await readdir(folder)).find((file) => new RegExp(`^${stem}\\.[0-9a-f]{12}\\.${extension}$`).test(file))
}

/** The kind of a page: where it is, and what the theme says it is. */
const kindOf = (url, html) => {
  const main = html.match(/<main class="([^"]*)"/)?.[1] ?? ''
  const [, dir] = html.match(/<html[^>]* dir="([^"]*)"/) ?? [null, 'ltr']
  const folders = url.split('/').slice(1, -1)
  const place = main.includes('g-article') ? 'article' : `${folders[0] ?? ''}/${'*/'.repeat(Math.max(0, folders.length - 1))}${url.endsWith('/') ? '' : url.split('/').at(-1)}`
  return `${place}${dir === 'rtl' ? ' rtl' : ''}`
}

/** Whether a page is an article, in any writing direction. */
export const isArticle = ({ kind }) => /^article( |$)/.test(kind)

/** Of pages of different kinds, one of each template: types of entities share theirs, and so do lists of articles. */
export const oneOfEachTemplate = (kinds) => {
  const template = (kind) => kind.replace(/^(people|organizations|places|events|works)\//, 'type/').replace(/^(tags|storylines|authors)\//, 'collection/').replace(/^(articles|ar)\/(\*\/)?/, 'list/')
  return [...new Map(kinds.toReversed().map((page) => [template(page.kind), page])).values()]
}

/** The fullest article of a site. */
export const fullest = ({ pages }) => pages.filter(isArticle).reduce((a, b) => (a.html.length < b.html.length ? b : a))

/** The pages of a built site, without redirects. */
export const pagesOf = async (folder) => {
  const pages = []
  for (const file of (await files(folder)).filter((file) => file.endsWith('.html')).sort()) {
    const html = await readFile(file, 'utf8')
    if (html.includes('http-equiv="refresh"')) continue
    const url = `/${relative(folder, file)}`.replace(/(^|\/)index\.html$/, '$1')
    pages.push({ url, kind: kindOf(url, html), html })
  }
  return pages
}

/** The fullest page of each kind. */
export const oneOfEach = (pages) => {
  const kinds = new Map()
  for (const page of pages) {
    if ((kinds.get(page.kind)?.html.length ?? -1) < page.html.length) kinds.set(page.kind, page)
  }
  return [...kinds.values()]
}

/** Opens a built site: its pages, one of each kind, and its address. */
export const open = async (name, folder) => {
  const pages = await pagesOf(folder)
  return { name, folder, pages, kinds: oneOfEach(pages), ...(await serve(folder)) }
}
