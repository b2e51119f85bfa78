// Browsers choose the picture that fits their screen, from a host and from a disk.
import { execFileSync, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { check } from './check.mjs'
import { within } from './browser.mjs'
import { serve } from './site.mjs'

/** A photo of 1600 × 1000 pixels, encoded by the browser. */
const photo = (page) => page.evaluate(() => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1600, height: 1000 })
  const context = canvas.getContext('2d')
  const picture = context.createImageData(1600, 1000)
  let seed = 7
  for (let at = 0; at < picture.data.length; at += 4) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    const [x, y] = [(at / 4) % 1600, Math.floor(at / 6400)]
    picture.data.set([x / 7 + (seed >>> 28), y / 4, (x + y) / 11 + (seed >>> 27), 255], at)
  }
  context.putImageData(picture, 0, 0)
  return canvas.toDataURL('image/jpeg', 0.92).split(',')[1]
})

/** The source that the browser chose for each picture, once all are loaded. */
const taken = (page) => page.evaluate(async () => {
  const pictures = [...document.querySelectorAll('main img')]
  for (const picture of pictures) {
    picture.loading = 'eager'
    await picture.decode()
  }
  return pictures.map((picture) => ({ name: decodeURI(picture.currentSrc).split('/').at(-1), fits: picture.clientWidth <= innerWidth && picture.clientWidth > 200, ratio: picture.clientWidth / picture.clientHeight }))
})

export const pictures = async (browser, glossator) => {
  const work = await mkdtemp(join(tmpdir(), 'glossator-'))
  const content = join(work, 'content/articles/one')
  await mkdir(content, { recursive: true })
  await writeFile(join(work, 'glossator.toml'), 'title = "Pictures"\n')
  await writeFile(join(content, 'index.md'), '+++\ntitle = "One"\nimage = { src = "lead.jpg", alt = "A" }\n+++\n\nText.\n\n![B](<in, the text.jpg>)\n')
  await within(browser, {}, async (page) => {
    const bytes = Buffer.from(await photo(page), 'base64')
    for (const name of ['lead.jpg', 'in, the text.jpg']) await writeFile(join(content, name), bytes)
  })
  const serving = spawn(glossator, ['-r', work, 'serve'], { stdio: ['ignore', 'ignore', 'pipe'] })
  try {
    const preview = await new Promise((found) => serving.stderr.on('data', (chunk) => {
      const match = `${chunk}`.match(/http:\/\/\S+\//)
      if (match) found(match[0])
    }))
    await within(browser, {}, async (page) => {
      await page.goto(`${preview}articles/one/`)
      check('before a build, the preview has the files themselves', (await taken(page)).every(({ name }) => name === 'lead.jpg' || name === 'in, the text.jpg'))
    })
    execFileSync(glossator, ['-r', work, 'build', '-q'])
    const folder = join(work, 'public')
    const host = await serve(folder)
    const wanted = [[390, 1, 480], [390, 2, 960], [1280, 1, 960], [1280, 2, 1440]]
    for (const [width, deviceScaleFactor, widest] of wanted) {
      await within(browser, { viewport: { width, height: 800 }, deviceScaleFactor }, async (page) => {
        for (const address of [`${host.root}/articles/one/index.html`, pathToFileURL(join(folder, 'articles/one/index.html')).href]) {
          await page.goto(address)
          const found = await taken(page)
          const ends = new RegExp(`\\.${widest}\\.[0-9a-f]{8}\\.webp$`)
          check(`${width} × ${deviceScaleFactor}, ${address.split(':')[0]}: pictures of ${widest} pixels, found ${found.map(({ name }) => name)}`, found.length === 2 && found.every(({ name }) => ends.test(name)))
          check(`${width} × ${deviceScaleFactor}: they fit and are not stretched`, found.every(({ fits, ratio }) => fits && Math.abs(ratio - 1.6) < 0.02))
        }
      })
    }
    host.close()
    // a change without pictures: now those of the build are shown
    await writeFile(join(work, 'content/about.md'), '+++\ntitle = "About"\n+++\n\nUs.\n')
    await within(browser, { viewport: { width: 390, height: 800 } }, async (page) => {
      let found = []
      for (let tries = 0; tries < 50 && !found.some(({ name }) => name.endsWith('.webp')); tries += 1) {
        await page.waitForTimeout(100)
        await page.goto(`${preview}articles/one/`)
        found = await taken(page)
      }
      check('after a build, the preview has what it made', found.length === 2 && found.every(({ name }) => name.endsWith('.webp')))
    })
  } finally {
    serving.kill()
    await rm(work, { recursive: true, force: true })
  }
}
