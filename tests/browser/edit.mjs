// The editor of `serve --edit`: actions in the page are in the file, byte for byte, and the mark appears without a
// reload.
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { check, none } from './check.mjs'
import { within } from './browser.mjs'
import { serving } from './serving.mjs'

const axe = await readFile(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

const HEAD = '+++\ntitle = "A" # kept\n+++\n\n'
const TEXT = `${HEAD}👩‍🔬 Ada came to *Moscow on* Sunday. The Moscow mayor met Ada.

<aside><p>Ada</p></aside>

زار أحمد بيروت في الربيع.

Ada said that it would rain. The Governor of Moscow agreed.
`
const files = {
  'glossator.toml': 'title = "Edited"\n',
  'content/articles/a.md': TEXT,
  'content/entities/people/ada.md': '+++\nname = "Ada"\ntype = "person"\naliases = ["A. L."]\n+++\n',
  'content/entities/places/moscow.md': '+++\nname = "Moscow"\ntype = "place"\n+++\n',
  'content/entities/places/beirut.md': '+++\nname = "Beirut"\ntype = "place"\n\n[names.ar]\nname = "بيروت"\n+++\n',
  'content/entities/organizations/mayor.md': '+++\nname = "Mayor of Moscow"\ntype = "organization"\n+++\n',
}

const write = async (folder, path, text) => {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), text)
}

/** Opens the editor on an article and acts as a user would. */
export const desk = (page, folder, address, article = 'a') => {
  const root = page.locator('#g-editor')
  const at = {
    page, root,
    url: `${address}articles/${article}/`,
    file: (path = 'content/articles/a.md') => readFile(join(folder, path), 'utf8').catch(() => ''),
    /** The part of the front matter that the editor added: the text after the `# kept` line. */
    said: async () => (await at.file()).split('# kept\n')[1].split('\n+++')[0].trim(),
    reset: async () => {
      await write(folder, 'content/articles/a.md', TEXT)
      await page.waitForFunction(() => !document.querySelector('.article-body :is(.mention, .noted, .statement)'))
    },
    open: async () => {
      await page.goto(at.url)
      await page.waitForSelector('#g-editor[data-ready]', { state: 'attached' })
      await page.evaluate(() => { window.isSame = true })
      if (await root.locator('.opener').isVisible()) await root.locator('.opener').click()
    },
    /** Selects from the n-th occurrence of some words to the end of others, like a mouse, and waits for the toolbar. */
    select: async (from, to) => {
      await at.level()
      await at.mark(from, to)
      await root.locator('.toolbar').waitFor()
    },
    mark: async (from, { nth = 0, to = from } = {}) => {
      await page.evaluate(([from, nth, to]) => {
        const body = document.querySelector('.article-body')
        const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
        const range = document.createRange()
        let left = nth
        for (let node = walker.nextNode(), isOpen = false; node; node = walker.nextNode()) {
          if (node.parentElement.closest('.notes, .ref, .added')) continue
          let start = 0
          for (let found = node.data.indexOf(from, start); !isOpen && found >= 0; found = node.data.indexOf(from, found + 1)) {
            if (left > 0) { left -= 1; continue }
            range.setStart(node, found)
            isOpen = true
            start = found
          }
          const end = isOpen ? node.data.indexOf(to, start) : -1
          if (end >= 0) { range.setEnd(node, end + to.length); break }
        }
        range.startContainer.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' })
        getSelection().removeAllRanges()
        getSelection().addRange(range)
      }, [from, nth, to])
    },
    choose: (kind) => root.locator('.toolbar button').filter({ hasText: kind }).click(),
    field: (label) => root.locator('.form').getByLabel(label, { exact: true }).and(root.locator('input, select, textarea')).first(),
    pick: async (label, words, option) => {
      await at.field(label).fill(words)
      await root.getByRole('option', { name: option }).first().click()
    },
    save: async () => {
      await root.locator('.form').getByRole('button', { name: 'Save', exact: true }).click()
      await root.locator('.form').waitFor({ state: 'detached' })
    },
    mention: async (words, name, option = name) => {
      await at.choose('Mention')
      await at.pick('Who or what', words, option)
      await at.save()
    },
    undo: async () => {
      await at.answered(() => root.locator('.panel').getByRole('button', { name: /^Undo/ }).click())
      await at.level()
    },
    /** Runs a step that undoes something, and waits for the server's response. */
    answered: async (step) => {
      const answer = page.waitForResponse((response) => response.url().endsWith('/__glossator/edit/undo'))
      await step()
      await answer
    },
    /** Waits until the page shows the server's current state. */
    level: () => page.waitForFunction(async () => {
      const served = new DOMParser().parseFromString(await (await fetch(location.href, { cache: 'no-store' })).text(), 'text/html')
      const body = (page) => page.querySelector('.article-body').innerHTML.replace(/ (open|style)="[^"]*"/g, '')
      return body(served) === body(document)
    }),
    shows: (selector) => page.waitForSelector(`.article-body ${selector}`, { timeout: 5000 }),
    isSame: () => page.evaluate(() => window.isSame === true),
  }
  return at
}

export const same = (what, found, wanted) => check(`${what}: ${JSON.stringify(found)} for ${JSON.stringify(wanted)}`, found === wanted)

/** Words of all kinds become mentions; undo restores the file. */
const mentions = async (at) => {
  // across the start of an emphasis, after an emoji of three code points
  await at.select('to ', { to: 'Moscow' })
  await at.mention('mosc', 'Moscow', /^Moscow ?Place/)
  same('across an emphasis', await at.said(), '[[annotations]]\nquote = "to Moscow"\nentity = "moscow"')
  await at.shows('em > a.mention')
  check('the page was not loaded again', await at.isSame())
  await at.undo()
  same('taken back', await at.file(), TEXT)

  // the second of three occurrences
  await at.select('Moscow', { nth: 1 })
  await at.mention('Moscow', 'Moscow', /^Moscow ?Place/)
  same('the right one of several places', await at.said(), '[[annotations]]\nquote = "Moscow"\nprefix = "The "\nentity = "moscow"')
  await at.shows('p:first-child > a.mention')
  // a mention around it
  await at.select('Moscow', { nth: 1, to: 'mayor' })
  await at.mention('mayor', 'Mayor of Moscow')
  check('one mention in another', (await at.said()).endsWith('quote = "Moscow mayor"\nentity = "mayor"'))
  await at.shows('.mention.organization .mention.place, .mention.organization:has(.mention)')
  await at.undo()
  await at.undo()
  same('both taken back', await at.file(), TEXT)

  await at.select('بيروت')
  await at.mention('beirut', 'Beirut', /Beirut/)
  same('in Arabic', await at.said(), '[[annotations]]\nquote = "بيروت"\nentity = "beirut"')
  await at.undo()

  // selecting half of an emoji selects all of it
  await at.page.evaluate(() => {
    const node = document.createTreeWalker(document.querySelector('.article-body'), NodeFilter.SHOW_TEXT)
    let text = node.nextNode()
    while (!text.data.includes('👩')) text = node.nextNode()
    getSelection().setBaseAndExtent(text, 2, text, text.data.indexOf('Ada') + 3)
  })
  await at.root.locator('.toolbar').waitFor()
  await at.mention('ada', 'Ada', /^Ada/)
  same('an emoji is one character', await at.said(), '[[annotations]]\nquote = "👩‍🔬 Ada"\nentity = "ada"')
  await at.undo()

  await at.select('Ada', { nth: 1 })
  await at.choose('Mention')
  await at.field('Who or what').click()
  await at.root.getByRole('option').first().waitFor()
  await at.field('Who or what').evaluate((input) => {
    input.value = 'A. L'
    input.dispatchEvent(new Event('input'))
    input.closest('.combo').querySelector('[role=option]').click()
  })
  await at.page.waitForTimeout(500)
  check('a choice made before the answer to what was typed is final', await at.root.getByRole('option').first().isHidden())
  await at.pick('Who or what', 'A. L', /^Ada/)
  await at.root.getByLabel(/^Every “Ada”/).check()
  await at.save()
  same('every place of a name', await at.said(), '[mentions]\nAda = "ada"')
  await at.page.waitForFunction(() => document.querySelectorAll('.article-body .mention').length === 3)
  check('in all places', true)
  await at.undo()

  await at.select('Governor')
  await at.choose('Mention')
  await at.pick('Who or what', 'Governor of Moscow', /^New/)
  await at.field('Type').selectOption('organization')
  await at.save()
  same('a new name has a file', await at.file('content/entities/organizations/governor-of-moscow.md'),
    '+++\nname = "Governor of Moscow"\ntype = "organization"\naliases = []\ndescription = ""\n+++\n\n')
  same('and a mention', await at.said(), '[[annotations]]\nquote = "Governor"\nentity = "governor-of-moscow"')
  await at.undo()
  await at.undo()
  same('both go', await at.file('content/entities/organizations/governor-of-moscow.md') + await at.file(), TEXT)
}

/** Notes and statements are added, changed, moved to other words, and deleted. */
const marks = async (at) => {
  const { root, page } = at
  await at.select('it would rain')
  await at.choose('Note')
  await at.field('Note (Markdown)').fill('It *did*, says [her](@ada).')
  await root.locator('.preview em').waitFor()
  check('a note is shown as it will look', (await root.locator('.preview').innerHTML()).includes('/people/ada/'))
  await at.field('Kind').selectOption('context')
  await at.save()
  const note = '[[annotations]]\nquote = "it would rain"\nnote = "It *did*, says [her](@ada)."\nkind = "context"'
  same('a note', await at.said(), note)
  await at.shows('.noted')

  // click the annotated words
  await page.locator('.article-body .noted').click()
  same('it is edited with what it says', await at.field('Note (Markdown)').inputValue(), 'It *did*, says [her](@ada).')
  await at.field('Kind').selectOption('')
  await root.locator('.form summary').click()
  await at.field('Topics').fill('weather, Moscow')
  await at.save()
  same('a note that is changed', await at.said(), note.replace('kind = "context"', 'tags = ["weather", "Moscow"]'))

  await page.locator('.article-body .noted').click()
  await root.getByRole('button', { name: 'Put it on other words' }).click()
  await at.mark('agreed')
  await root.locator('blockquote').getByText('agreed', { exact: true }).waitFor()
  await at.save()
  await page.waitForFunction(() => document.querySelector('.article-body .noted')?.textContent === 'agreed')
  check('a note on other words', (await at.said()).startsWith('[[annotations]]\nquote = "agreed"\nnote ='))

  await page.locator('.article-body .noted').click()
  await root.locator('.form').getByRole('button', { name: 'Delete', exact: true }).click()
  await page.waitForFunction(() => !document.querySelector('.article-body .noted'))
  same('a note that is gone', await at.file(), TEXT)

  await at.select('it would rain')
  await at.choose('Statement')
  await at.pick('Who says it', 'ad', /^Ada/)
  await at.field('Kind').selectOption('indirect')
  await at.field('Sources').fill('The Rain')
  await root.getByRole('option', { name: /^New source/ }).click()
  await root.locator('fieldset').getByLabel('Title', { exact: true }).fill('On rain')
  await root.getByRole('button', { name: 'Add the source' }).click()
  await root.locator('.chips').getByText('the-rain').waitFor()
  await at.save()
  same('a statement with a source of its own', await at.said(),
    '[[sources]]\nid = "the-rain"\ntitle = "On rain"\n\n[[statements]]\nquote = "it would rain"\nspeaker = "ada"\nkind = "indirect"\nsources = ["the-rain"]')
  await at.shows('.statement')

  // the reference of a statement opens its form
  await page.locator('.article-body .statement-ref').click()
  await at.field('Kind').selectOption('direct')
  await at.save()
  check('a statement that is changed', (await at.said()).includes('kind = "direct"'))
  await at.undo()
  await at.undo()
  await at.undo()
  same('all taken back', await at.file(), TEXT)

  await root.getByRole('button', { name: 'Note on the article' }).click()
  await at.field('Note (Markdown)').fill('All of it.')
  await at.save()
  same('a note on the article', await at.said(), '[[annotations]]\nnote = "All of it."')
  await at.undo()
}

/** Suggestions: names of the site that occur in the text. */
const suggestions = async (at) => {
  const { root, page } = at
  const panel = root.locator('.panel')
  await panel.getByRole('button', { name: 'Accept: Ada' }).click()
  await at.shows('.mention.person')
  same('a suggestion that is accepted', await at.file(), TEXT.replace('# kept\n', '# kept\nentities = ["ada"]\n'))
  // found by its name; choose another entity
  await page.locator('.article-body .mention').first().click()
  await at.pick('Who or what', 'beirut', /Beirut/)
  await at.save()
  await at.shows('.mention.place')
  check('a name that means another', (await at.file()).includes('[mentions]\nAda = "beirut"'))
  await at.undo()
  await at.undo()
  await panel.getByRole('button', { name: 'Reject “Moscow”' }).click()
  await panel.getByRole('button', { name: 'Accept: Moscow' }).waitFor({ state: 'detached' })
  same('a suggestion that is rejected', await at.said(), '[mentions]\nMoscow = false')
  await at.undo()
}

/** Changes made by others are not overwritten, and typed text stays. */
const others = async (at) => {
  const { root, page } = at
  await at.select('it would rain')
  await at.choose('Note')
  await at.field('Note (Markdown)').fill('Typed.')
  const other = TEXT.replace('it would rain', 'it would snow')
  await writeFile(at.path, other)
  await page.waitForFunction(() => document.body.textContent.includes('would snow'))
  check('a change on disk leaves a form alone', await at.field('Note (Markdown)').inputValue() === 'Typed.')
  await root.locator('.form').getByRole('button', { name: 'Save', exact: true }).click()
  await root.locator('.refusal').waitFor()
  check('words that changed are refused', (await root.locator('.refusal').textContent()).length > 20)
  check('what was typed is there', await at.field('Note (Markdown)').inputValue() === 'Typed.')
  same('the file is as the other left it', await at.file(), other)
  await root.locator('.form').getByRole('button', { name: 'Cancel' }).click()

  // elsewhere in the file: both changes are kept
  await at.select('it would snow')
  await at.choose('Note')
  await at.field('Note (Markdown)').fill('Both.')
  await writeFile(at.path, other.replace('# kept', '# kept by another'))
  await at.save()
  check('changes of both are kept', (await at.file()).includes('# kept by another') && (await at.file()).includes('note = "Both."'))

  // diagnostics are shown in the panel
  await writeFile(at.path, TEXT.replace('# kept\n', '# kept\nannotations = [{ quote = "nowhere", note = "N" }]\n'))
  await root.locator('.panel').getByText('quote-not-found').first().waitFor()
  check('messages of the article stand in the panel', true)
  await at.reset()
}

/** Actions are never repeated, typed text is never lost, and the rest of the file stays unchanged. */
const kept = async (at) => {
  const { root, page } = at
  await at.select('it would rain')
  await at.choose('Note')
  await at.field('Note (Markdown)').fill('Once.')
  await root.locator('.form').getByRole('button', { name: 'Save', exact: true }).dblclick()
  await root.locator('.form').waitFor({ state: 'detached' })
  await at.shows('.noted')
  same('a double click is one', await at.said(), '[[annotations]]\nquote = "it would rain"\nnote = "Once."')

  await at.select('agreed')
  await at.choose('Note')
  await at.field('Note (Markdown)').fill('Typed.')
  await page.locator('.article-body .noted').click()
  check('a click on a mark leaves a form alone', await at.field('Note (Markdown)').inputValue() === 'Typed.')
  await root.getByRole('button', { name: 'Close the panel' }).click()
  await root.locator('.opener').click()
  check('a panel that was closed has its form again', await at.field('Note (Markdown)').inputValue() === 'Typed.')
  await root.locator('.form').getByRole('button', { name: 'Cancel' }).click()
  await at.undo()

  const tags = TEXT.replace('# kept\n', '# kept\n\n[[annotations]]\nquote = "agreed"\nnote = """\nLines.\n"""\ntags = ["a, b", "c"]\n')
  await writeFile(at.path, tags)
  await at.shows('.noted')
  await at.level()
  await page.locator('.article-body .noted').click()
  await at.field('Kind').selectOption('context')
  await at.save()
  same('what is not touched stays', await at.file(), tags.replace('"c"]\n', '"c"]\nkind = "context"\n'))
  await at.undo()
  await at.reset()
}

/** Every action once without a mouse. */
const keyboard = async (at) => {
  const { root, page } = at
  const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key) }
  const focus = () => root.evaluate((host) => host.shadowRoot.activeElement?.textContent.trim() || host.shadowRoot.activeElement?.id)
  await root.locator('#g-edit-find').focus()
  await page.keyboard.type('moscow')
  await root.getByText('Place 1 of 3').waitFor()
  await press('ArrowDown', 'ArrowDown', 'Enter')
  same('the toolbar has the focus', await focus(), 'Mention')
  await press('ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter')
  await root.getByRole('option', { name: /^Moscow/ }).waitFor()
  await press('Enter')
  await press('Enter')
  await at.shows('.mention')
  same('the third place', await at.said(), '[[annotations]]\nquote = "Moscow"\nprefix = "of "\nentity = "moscow"')
  await root.locator('.form').waitFor({ state: 'detached' })
  check('the focus is where it was', await focus() === 'g-edit-find')
  await page.evaluate(() => document.activeElement.blur())
  await at.answered(() => press('Control+z'))
  same('taken back by a key', await at.file(), TEXT)
  // with words already selected
  await page.evaluate(() => {
    const node = document.querySelector('.article-body p').firstChild
    getSelection().setBaseAndExtent(node, node.data.indexOf('Ada'), node, node.data.indexOf('Ada') + 3)
  })
  await press('Control+Enter')
  same('a key leads to the toolbar', await focus(), 'Mention')
  await press('ArrowRight', 'Enter')
  await page.keyboard.type('By key.')
  await press('Control+Enter')
  await at.shows('.noted')
  check('a key saves', (await at.said()).includes('note = "By key."'))
  await root.locator('.form').waitFor({ state: 'detached' })
  await at.undo()
  // Esc changes nothing
  await at.select('agreed')
  await at.choose('Note')
  await press('Escape')
  await root.locator('.form').waitFor({ state: 'detached' })
  same('Esc', await at.file(), TEXT)
}

/** axe finds no violation in the panel and the forms. */
export const faults = async (at, what) => {
  await at.page.evaluate(axe)
  const { violations } = await at.page.evaluate(() => window.axe.run({ include: [{ fromShadowDom: ['#g-editor', '.panel'] }, { fromShadowDom: ['#g-editor', '.opener'] }, { fromShadowDom: ['#g-editor', '.toolbar'] }] }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
  none(`${what}, by axe`, violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`))
}

const read = async (browser, folder, address) => {
  for (const [width, colorScheme] of [[390, 'light'], [390, 'dark'], [1440, 'light'], [1440, 'dark']]) {
    const isPhone = width === 390
    await within(browser, { viewport: { width, height: 800 }, colorScheme, hasTouch: isPhone, isMobile: isPhone }, async (page) => {
      const at = desk(page, folder, address)
      const what = (part) => `${part}, ${width} px, ${colorScheme}`
      await at.open()
      await faults(at, what('the panel'))
      await at.select('it would rain')
      await faults(at, what('the toolbar'))
      none(what('the toolbar: large enough to hit'), await at.root.locator('.toolbar').evaluate((bar, least) => [...bar.children].filter((it) => it.offsetHeight < least).map((it) => it.textContent), isPhone ? 44 : 32))
      await page.mouse.click(5, 5)
      for (const kind of ['Mention', 'Note', 'Statement']) {
        await at.select('it would rain')
        await at.choose(kind)
        if (kind === 'Mention') {
          await at.root.getByRole('option', { name: /^New/ }).waitFor()
          await faults(at, what('a list that is open'))
          await at.root.getByRole('option', { name: /^New/ }).click()
        }
        if (kind === 'Statement') {
          await at.field('Sources').fill('Herald')
          await at.root.getByRole('option', { name: /^New source/ }).click()
          await at.root.getByRole('button', { name: 'Add the source' }).waitFor()
          // an invalid id is refused
          await at.root.locator('fieldset').getByLabel('Id', { exact: true }).fill('No id')
          await at.root.getByRole('button', { name: 'Add the source' }).click()
          await at.root.locator('fieldset .refusal').waitFor()
          await at.root.getByRole('button', { name: 'Put it on other words' }).click()
        }
        for (const more of await at.root.locator('.form summary').all()) await more.click()
        await page.waitForTimeout(150)
        await faults(at, what(kind))
        const small = await at.root.locator('.form').evaluate((form, least) => [...form.querySelectorAll('button, input:not([type=checkbox]), select, textarea, summary')]
          .filter((it) => it.checkVisibility() && it.getBoundingClientRect().height < least).map((it) => it.outerHTML.slice(0, 80)), isPhone ? 44 : 32)
        none(what(`${kind}: large enough to hit`), small)
        const out = await at.root.locator('.panel').evaluate((panel) => panel.scrollWidth > panel.clientWidth)
        check(what(`${kind}: nothing is cut`), !out)
        await at.root.locator('.form').getByRole('button', { name: 'Cancel' }).last().click()
      }
      if (isPhone) {
        await at.select('agreed')
        const bar = await at.root.locator('.toolbar').boundingBox()
        check('on a telephone the toolbar is at the foot', bar.y + bar.height > 700)
        await at.root.locator('.toolbar button').filter({ hasText: 'Note' }).tap()
        await at.field('Note (Markdown)').fill('By finger.')
        const top = await page.locator('.article-body').evaluate(() => [...CSS.highlights.get('g-edit')][0].getBoundingClientRect().top)
        const panel = await at.root.locator('.panel').boundingBox()
        check(`the words are seen above the form: ${top} above ${panel.y}`, top > 0 && top < panel.y)
        await at.root.locator('.form').getByRole('button', { name: 'Save', exact: true }).tap()
        await at.shows('.noted')
        check('a finger writes', (await at.said()).includes('note = "By finger."'))
        await at.undo()
      }
    })
  }
}

export const edit = async (browser, glossator) => {
  const folder = await mkdtemp(join(tmpdir(), 'glossator-'))
  for (const [path, text] of Object.entries(files)) await write(folder, path, text)
  const { address, end } = await serving(glossator, folder, '--edit')
  try {
    const token = (await (await fetch(`${address}articles/a/`)).text()).match(/data-token="([^"]*)"/)[1]
    const ask = (headers) => fetch(`${address}__glossator/edit/act`, { method: 'POST', headers, body: JSON.stringify({ source: 'content/articles/a.md', action: { action: 'accept', entity: 'ada' } }) })
    check('without the token nothing is done', (await ask({})).status === 403 && (await ask({ 'X-Glossator-Token': token.replace(/./, 'x') })).status === 403)
    await within(browser, { viewport: { width: 1440, height: 900 } }, async (page) => {
      const wrong = []
      page.on('pageerror', (error) => wrong.push(error.message))
      const at = desk(page, folder, address)
      at.path = join(folder, 'content/articles/a.md')
      await at.open()
      for (const work of [mentions, marks, suggestions, others, kept, keyboard]) {
        await work(at)
        same(`${work.name}: the file is as it was`, await at.file(), TEXT)
      }
      check('the page was never loaded again', await at.isSame())
      none('no error of a script', wrong)
    })
    await read(browser, folder, address)
    execFileSync(glossator, ['-r', folder, 'build', '-q', '-o', join(folder, 'out')])
    const built = await readdir(join(folder, 'out'), { recursive: true, withFileTypes: true })
    const traces = []
    for (const file of built.filter((it) => it.isFile() && /\.(html|js|css)$/.test(it.name))) {
      const text = await readFile(join(file.parentPath, file.name), 'utf8')
      if (/__glossator|g-editor|data-token|data-edit/.test(text)) traces.push(file.name)
    }
    none('no trace of the editor in what is built', traces)
  } finally {
    end()
    await rm(folder, { recursive: true })
  }
}
