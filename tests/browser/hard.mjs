// Writes the fullest page of each kind of the sites that are hard on a theme as files: `node hard.mjs GLOSSATOR
// FOLDER`.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from './fixtures.mjs'
import { isArticle, oneOfEach, pagesOf } from './site.mjs'

const [glossator, out] = process.argv.slice(2)
const work = await mkdtemp(join(tmpdir(), 'glossator-'))
await mkdir(out, { recursive: true })
for (const [name, folder] of Object.entries(await build(glossator, work))) {
  const pages = await pagesOf(folder)
  for (const { url, html } of new Set([...oneOfEach(pages), ...pages.filter(isArticle)])) {
    await writeFile(join(out, `${name}${url.replaceAll('/', '-').replace(/(-|\.html)$/, '')}.html`), html)
  }
}
await rm(work, { recursive: true })
