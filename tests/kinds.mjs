// Prints the paths of the fullest page of each kind of built sites: `node kinds.mjs SITE…`.
import { join } from 'node:path'
import { oneOfEach, pagesOf } from './browser/site.mjs'

for (const folder of process.argv.slice(2)) {
  for (const { url } of oneOfEach(await pagesOf(folder))) {
    console.log(join(folder, url.endsWith('/') ? `${url}index.html` : url))
  }
}
