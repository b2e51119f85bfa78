// Follows the guide of docs/annotating.md: its steps lead to the file that it shows. With GLOSSATOR_BLESS, takes its
// screenshots.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check } from './check.mjs'
import { within } from './browser.mjs'
import { desk } from './edit.mjs'
import { serving } from './serving.mjs'

const docs = new URL('../../docs/', import.meta.url)

export const guide = async (browser, glossator) => {
  const [before, after] = [...(await readFile(new URL('annotating.md', docs), 'utf8')).matchAll(/```markdown\n([^]*?)```/g)].map(([, text]) => text)
  const folder = await mkdtemp(join(tmpdir(), 'glossator-'))
  await mkdir(join(folder, 'content/articles'), { recursive: true })
  await writeFile(join(folder, 'glossator.toml'), 'title = "Harbour News"\n')
  await writeFile(join(folder, 'content/articles/harbour.md'), before)
  const { address, end } = await serving(glossator, folder, '--edit')
  try {
    await within(browser, { viewport: { width: 1280, height: 760 } }, async (page) => {
      const at = desk(page, folder, address, 'harbour')
      const picture = async (name) => {
        if (!process.env.GLOSSATOR_BLESS) return
        await page.mouse.move(2, 2)
        await page.waitForTimeout(400)
        await mkdir(new URL('annotating/', docs), { recursive: true })
        await page.screenshot({ path: new URL(`annotating/${name}.png`, docs).pathname })
      }
      await at.open()
      await at.select('Port Example')
      await picture('toolbar')
      await at.choose('Mention')
      await at.pick('Who or what', 'Port Example', /^New/)
      await at.field('Type').selectOption('place')
      await picture('mention')
      await at.save()
      await at.shows('.mention.place')

      await at.select('Ada Example')
      await at.choose('Mention')
      await at.pick('Who or what', 'Ada Example', /^New/)
      await at.field('Type').selectOption('person')
      await at.root.getByLabel(/^Every “Ada Example”/).check()
      await at.save()
      await at.shows('.mention.person')

      await at.select('nine weeks')
      await at.choose('Note')
      await at.field('Note (Markdown)').fill('Ten, by the *port\'s own* count.')
      await at.field('Kind').selectOption('caution')
      await at.root.locator('.preview em').waitFor()
      await picture('note')
      await at.save()
      await at.shows('.noted')

      await at.select('The quay is safe')
      await at.choose('Statement')
      await at.pick('Who says it', 'Ada', /^Ada/)
      await at.field('Kind').selectOption('direct')
      await at.field('Sources').fill('The Herald')
      await at.root.getByRole('option', { name: /^New source/ }).click()
      await at.root.locator('fieldset').getByLabel('Kind', { exact: true }).selectOption('outlet')
      await at.root.locator('fieldset').getByRole('combobox', { name: 'Publisher' }).fill('The Herald')
      await at.root.getByRole('button', { name: 'Add the source' }).click()
      await at.root.locator('.chips').getByText('the-herald').waitFor()
      await picture('statement')
      await at.save()
      await at.shows('.statement')
      await at.level()
      await picture('done')
      const written = await at.file('content/articles/harbour.md')
      check(`the guide leads to what it shows: ${JSON.stringify(written)}`, written === after)
    })
  } finally {
    end()
    await rm(folder, { recursive: true })
  }
}
