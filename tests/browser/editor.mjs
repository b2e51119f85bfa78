// The editor in difficult conditions: all kinds of text, a text that changes meanwhile, a site with its own CSS and key
// handlers, and keyboard-only use.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { check, none } from './check.mjs'
import { within } from './browser.mjs'
import { desk, faults, same } from './edit.mjs'
import { serving } from './serving.mjs'

const HEAD = '+++\ntitle = "A" # kept\n+++\n\n'
const TEXT = `${HEAD}The quay was *safe*, said Ada.[^1]

Nine weeks later it was not.

The quay was closed. Sam met Ada.

[^1]: In a note.
`
const ARABIC = `+++
title = "ميناء" # kept
+++

زار أحمد الميناء في الربيع. قال إنّ الميناء آمن.
`
const files = {
  'glossator.toml': 'title = "Edited"\n[markdown]\nraw_html = true\n',
  'content/articles/a.md': TEXT,
  'content/entities/people/ada.md': '+++\nname = "Ada"\ntype = "person"\n+++\n',
  'content/entities/people/sam-one.md': '+++\nname = "Samuel One"\ntype = "person"\naliases = ["Sam"]\n+++\n',
  'content/entities/people/sam-two.md': '+++\nname = "Samuel Two"\ntype = "person"\naliases = ["Sam"]\n+++\n',
}

const site = async (all) => {
  const folder = await mkdtemp(join(tmpdir(), 'glossator-'))
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}

/** Selects between two places, each given as `[selector, words, isAfter]`. */
const between = (page, from, to) => page.evaluate((ends) => {
  const [start, end] = ends.map(([selector, words, isAfter]) => {
    const walker = document.createTreeWalker(document.querySelector(`.article-body ${selector}`), NodeFilter.SHOW_TEXT)
    let node = walker.nextNode()
    while (!node.data.includes(words)) node = walker.nextNode()
    return [node, node.data.indexOf(words) + (isAfter ? words.length : 0)]
  })
  getSelection().setBaseAndExtent(...start, ...end)
}, [from, to])

/** Selections of many kinds, and parts of the page that are not part of the text. */
const selections = async (at) => {
  const { root, page } = at
  const note = async (text) => {
    await root.locator('.toolbar').waitFor()
    await at.choose('Note')
    await at.field('Note (Markdown)').fill(text)
    await at.save()
  }
  await between(page, ['p', 'safe'], ['p:nth-of-type(2)', 'Nine weeks', true])
  await note('Across.')
  check('across blocks, past the number of a footnote and its text', (await at.said()).startsWith('[[annotations]]\nquote = "safe, said Ada.'))
  await at.shows('p:nth-of-type(2) .noted')
  await at.undo()
  same('taken back', await at.file(), TEXT)

  await between(page, ['a.ref', '1'], ['p:nth-of-type(2)', 'Nine', true])
  await note('From a number.')
  check('a selection that begins in a number begins with the text behind it', (await at.said()).startsWith('[[annotations]]\nquote = "Nine"'))
  await at.undo()

  await between(page, ['.notes', 'In a'], ['.notes', 'note', true])
  await root.locator('.told').getByText('no part of the text').waitFor()
  check('words of a note are told to be none of the text', await root.locator('.toolbar').isHidden())
  await page.evaluate(() => getSelection().removeAllRanges())

  // white space around the selection
  await between(page, ['p', ' said ', false], ['p', ' said ', true])
  await note('Trimmed.')
  check('white space around is not selected', (await at.said()).startsWith('[[annotations]]\nquote = "said"\n'))
  await at.undo()

  // while the mouse button is still down
  const box = await page.locator('.article-body p').nth(2).boundingBox()
  await page.mouse.move(box.x + 2, box.y + 10)
  await page.mouse.down()
  await page.mouse.move(box.x + 120, box.y + 10, { steps: 4 })
  await page.waitForTimeout(300)
  check('nothing is in the way of a mouse that selects', await root.locator('.toolbar').isHidden())
  await page.mouse.up()
  await root.locator('.toolbar').waitFor()
  const bar = await root.locator('.toolbar').boundingBox()
  check('the toolbar stands below the words', bar.y > box.y + 15 && bar.y < box.y + 60)
  await page.mouse.click(box.x + 300, box.y - 60)
  await root.locator('.toolbar').waitFor({ state: 'hidden' })
  check('a click elsewhere lets the words go', await page.evaluate(() => !CSS.highlights.has('g-edit')))
}

/** The text changes while a form is open. */
const moving = async (at) => {
  const { root, page } = at
  const saying = (words) => page.waitForFunction((words) => document.querySelector('.article-body').textContent.includes(words), words)
  await at.select('quay', { nth: 1 })
  await at.choose('Note')
  await at.field('Note (Markdown)').fill('This one.')
  const longer = TEXT.replace('The quay was *safe*', 'It is said that the quay was *safe*')
  await writeFile(at.path, longer)
  await saying('It is said')
  await at.save()
  same('a form follows its words', await at.said(), '[[annotations]]\nquote = "quay"\nprefix = "The "\nnote = "This one."')
  await page.waitForFunction(() => document.querySelector('.article-body p:nth-of-type(3) .noted')?.textContent === 'quay')
  await at.reset()

  await at.select('closed')
  await at.choose('Note')
  await at.field('Note (Markdown)').fill('Kept.')
  await at.field('Note (Markdown)').focus()
  await writeFile(at.path, TEXT.replace('closed', 'shut'))
  await root.locator('.about [role=status]').getByText('closed').waitFor()
  check('a form whose words are gone asks for others, and leaves the field its focus',
    await root.evaluate((host) => host.shadowRoot.activeElement.name) === 'note')
  await at.level()
  await at.mark('shut')
  await root.locator('blockquote').getByText('shut', { exact: true }).waitFor()
  check('what was typed is there', await at.field('Note (Markdown)').inputValue() === 'Kept.')
  await at.save()
  check('it is on the other words', (await at.file()).includes('quote = "shut"\nnote = "Kept."'))
  await at.reset()

  // someone else changes a mark while its form is open: both changes are kept
  await writeFile(at.path, TEXT.replace('# kept\n', '# kept\n\n[[annotations]]\nquote = "closed"\nnote = "One."\nid = "one"\n'))
  await at.shows('.noted')
  await page.locator('.article-body .noted').click()
  await at.field('Note (Markdown)').fill('Two.')
  await writeFile(at.path, TEXT.replace('# kept\n', '# kept\n\n[[annotations]]\nquote = "Nine weeks"\nnote = "Before."\n\n[[annotations]]\nquote = "closed"\nnote = "One."\nid = "one"\nkind = "context"\n'))
  await page.waitForFunction(() => document.querySelectorAll('.article-body .noted').length === 2)
  await at.level()
  await at.save()
  check('the table that is meant is changed, and no key of another', (await at.file()).includes('quote = "closed"\nnote = "Two."\nid = "one"\nkind = "context"'))
  await at.reset()
}

/** A site with its own CSS and key handlers; incomplete HTML in a note. */
const apart = async (at) => {
  const { root, page } = at
  await page.addStyleTag({ content: 'div, .added { display: none; color: red; letter-spacing: 9px; text-transform: uppercase } .article-body, body div:has(.article-body) { display: block }' })
  check('no rule of the site reaches the editor', await root.locator('.panel h2').evaluate((it) => {
    const { letterSpacing, textTransform, color } = getComputedStyle(it)
    return it.checkVisibility() && letterSpacing === 'normal' && textTransform === 'none' && color !== 'rgb(255, 0, 0)'
  }))
  await page.evaluate(() => {
    window.keys = 0
    for (const kind of ['keydown', 'keyup', 'keypress']) document.addEventListener(kind, () => { window.keys += 1 })
  })
  await at.select('closed')
  await at.choose('Note')
  await at.field('Note (Markdown)').pressSequentially('/ a')
  check('what is typed is not for the scripts of the site', await page.evaluate(() => window.keys) === 0)
  await at.field('Note (Markdown)').fill('<img src="/none.png" onerror="window.ran = true"> <b onclick="0">bold</b>')
  await root.locator('.preview b').waitFor()
  await page.waitForTimeout(300)
  check('nothing runs in a note that is being written', await page.evaluate(() => window.ran === undefined)
    && !(await root.locator('.preview').innerHTML()).includes('onclick'))
  await root.locator('.form').getByRole('button', { name: 'Cancel' }).click()
  await page.reload()
  await page.waitForSelector('#g-editor[data-ready]', { state: 'attached' })
}

/** Annotations whose words are gone get other words; annotations with only tags; several marks on one word. */
const rescued = async (at) => {
  const { root, page } = at
  const panel = root.locator('.panel')
  const tables = (first, second) => `# kept

[[annotations]]
quote = "${first}"
note = "Of it."

[[annotations]]
quote = "${second}"
entity = "ada"
certainty = "low"

[[annotations]]
quote = "closed"
tags = ["quays"]

[[statements]]
quote = "said Ada"
speaker = "sam-one"
`
  const put = async (text) => writeFile(at.path, TEXT.replace('# kept\n', text))
  await put(tables('torn', 'lost'))
  await panel.getByRole('button', { name: 'Edit: Of it.' }).click()
  await root.getByRole('button', { name: 'Put it on other words' }).click()
  await at.mark('Nine weeks')
  await root.locator('blockquote').getByText('Nine weeks', { exact: true }).waitFor()
  await at.save()
  await panel.getByRole('button', { name: 'Edit: Ada' }).first().click()
  same('a lost mention is known by its name', await at.field('Who or what').inputValue(), 'Ada')
  await root.getByRole('button', { name: 'Put it on other words' }).click()
  await at.mark('quay', { nth: 1 })
  await root.locator('blockquote').getByText('quay', { exact: true }).waitFor()
  await at.save()
  await at.shows('.mention')
  same('what was lost is on other words', await at.file(), TEXT.replace('# kept\n', tables('Nine weeks', 'quay').replace('"quay"', '"quay"\nprefix = ". The "')))
  check('nothing is lost', await panel.locator('[data-group=lost]').count() === 0)

  await panel.getByRole('button', { name: 'Edit: quays' }).click()
  await at.field('Topics').fill('ports')
  await at.save()
  check('tags alone need no note', (await at.said()).includes('quote = "closed"\ntags = ["ports"]'))

  await put('# kept\nentities = ["ada"]\n\n[[statements]]\nquote = "said Ada"\nspeaker = "sam-one"\n')
  await at.shows('.statement .mention')
  await page.locator('.article-body .statement .mention').click()
  check('who is asked which of several marks is meant sees their names', (await root.locator('.choices').textContent()).replaceAll(/\s+/g, ' ').includes('Statement Samuel One'))
  await root.locator('.choices button').filter({ hasText: 'Mention' }).click()
  same('the mention is one of them', await at.field('Who or what').inputValue(), 'Ada')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await at.reset()
}

/** A form that several entities share; messages at the foot of the page. */
const others = async (at) => {
  const { root, page } = at
  await root.locator('.panel').getByRole('button', { name: /Samuel Two/ }).click()
  await at.shows('.mention.person')
  same('whose a name is', await at.said(), '[mentions]\nSam = "sam-two"')
  await at.undo()

  await writeFile(at.path, TEXT.replace('# kept\n', '# kept\nannotations = [{ quote = "nowhere", note = "N" }]\n'))
  await page.locator('#g-preview section').waitFor({ state: 'visible' })
  await at.select('closed')
  await at.choose('Statement')
  for (const part of [root.locator('.form button[type=submit]'), page.locator('#g-preview .count')]) {
    check('messages and the editor leave each other their place', await part.evaluate((it) => {
      const { x, y, width, height } = it.getBoundingClientRect()
      return it.getRootNode().elementFromPoint(x + width / 2, y + height / 2) === it
    }))
  }
  await root.locator('.form').getByRole('button', { name: 'Cancel' }).click()
  await at.reset()

  await at.select('closed')
  await at.choose('Note')
  await at.field('Note (Markdown)').fill('By [nobody](@nobody-there).')
  await root.locator('.form button[type=submit]').click()
  check('an error that would be is shown with its line', (await root.locator('.refusal pre').textContent()).includes('note = "By [nobody](@nobody-there)."'))
  same('and nothing is written', await at.file(), TEXT)
  await root.locator('.form').getByRole('button', { name: 'Cancel' }).click()
}

/** Every action with the keyboard only. */
const keys = async (at) => {
  const { root, page } = at
  const press = async (...all) => { for (const key of all) await page.keyboard.press(key) }
  const name = () => root.evaluate((host) => {
    const it = host.shadowRoot.activeElement
    return it?.labels?.[0]?.textContent ?? it?.getAttribute('aria-label') ?? it?.textContent ?? ''
  })
  const go = async (wanted, key = 'Tab') => {
    for (let k = 0; k < 60; k += 1) {
      if (wanted.test(await name())) return
      await press(key)
    }
    check(`keys lead to ${wanted}`, false)
  }
  const ended = () => root.locator('.form').waitFor({ state: 'detached' })
  /** Opens the toolbar for the first occurrence of some words. */
  const seek = async (words) => {
    await root.locator('#g-edit-find').focus()
    await press('Control+a')
    await page.keyboard.type(words)
    await root.getByText(/^Place 1 of/).waitFor()
    await press('Enter')
  }

  // a mention of a new entity
  await seek('safe')
  await press('Enter')
  await root.getByRole('option', { name: /^New/ }).waitFor()
  await page.keyboard.type('Quay Safety Board')
  await root.getByRole('option', { name: /Quay Safety Board/ }).waitFor()
  await press('Enter')
  await go(/^Type/)
  await page.keyboard.type('Org')
  await go(/^Save$/)
  await press('Enter')
  await ended()
  await at.shows('em .mention, .mention em')
  same('a new name by keys', await at.said(), '[[annotations]]\nquote = "safe"\nentity = "quay-safety-board"')
  check('it is an organization', (await at.file('content/entities/organizations/quay-safety-board.md')).includes('name = "Quay Safety Board"'))
  check('the focus is where it was', /^Words of the text/.test(await name()))

  // edit and delete it from the panel
  await go(/^Mentions/)
  await press('Enter')
  await go(/^Edit: Quay/)
  await press('Enter')
  await root.locator('.form').waitFor()
  await go(/^More/)
  await press('Enter')
  await go(/^Certainty/)
  await page.keyboard.type('low')
  await press('Control+Enter')
  await ended()
  check('edited by keys', (await at.said()).endsWith('certainty = "low"'))
  await at.level()
  await root.locator('#g-edit-find').focus()
  await go(/^Delete: Quay/)
  await press('Enter')
  await page.waitForFunction(() => !document.querySelector('.article-body .mention'))
  same('deleted by keys', await at.file(), TEXT)

  // a statement with a new source
  await at.level()
  await seek('nine weeks')
  await press('ArrowRight', 'ArrowRight', 'Enter')
  await page.keyboard.type('Ada')
  await root.getByRole('option', { name: /^Ada/ }).waitFor()
  await press('Enter')
  await go(/^Sources/)
  await page.keyboard.type('Port Log')
  await root.getByRole('option', { name: /^New source/ }).waitFor()
  await press('Home', 'End', 'Enter')
  await go(/^Title/)
  await page.keyboard.type('The log')
  // Enter saves the source, not yet the statement
  await press('Enter')
  await root.locator('.chips').getByText('port-log').waitFor()
  await press('Control+Enter')
  await ended()
  await at.shows('.statement')
  same('a statement and its source by keys', await at.said(),
    '[[sources]]\nid = "port-log"\ntitle = "The log"\n\n[[statements]]\nquote = "Nine weeks"\nspeaker = "ada"\nsources = ["port-log"]')
  for (const step of ['statement', 'source']) {
    await root.locator('#g-edit-find').focus()
    await go(new RegExp(`^Undo: ${step}`), 'Shift+Tab')
    await at.answered(() => press('Enter'))
    await at.level()
    await root.getByRole('button', { name: step === 'source' ? 'Undo: deletion' : 'Undo: source' }).waitFor()
  }
  same('taken back by keys', await at.file(), TEXT)

  // saving the statement keeps an unfinished source; Esc closes only the source
  await seek('nine weeks')
  await press('ArrowRight', 'ArrowRight', 'Enter')
  await go(/^Sources/)
  await page.keyboard.type('Log')
  await root.getByRole('option', { name: /^New source/ }).waitFor()
  await press('Enter', 'Escape')
  check('Esc in a new source leaves the statement', await root.locator('.form').isVisible() && await root.locator('.form fieldset').count() === 0)
  await page.keyboard.type('Log')
  await root.getByRole('option', { name: /^New source/ }).waitFor()
  await press('Enter')
  await press('Control+Enter')
  await ended()
  check('a source that was begun is saved with its statement', (await at.said()).includes('id = "log"') && (await at.said()).includes('sources = ["log"]'))
  await at.reset()

  await at.level()
  await root.locator('#g-edit-find').focus()
  await go(/^Accept: Ada/)
  await press('Enter')
  await at.shows('.mention')
  same('a suggestion accepted by keys', await at.file(), TEXT.replace('# kept\n', '# kept\nentities = ["ada"]\n'))
  await at.reset()
}

/** A right-to-left site. */
const arabic = async (browser, glossator) => {
  const folder = await site({ 'glossator.toml': 'title = "ميناء"\nlanguage = "ar"\n', 'content/articles/a.md': ARABIC })
  const { address, end } = await serving(glossator, folder, '--edit')
  try {
    for (const width of [390, 1440]) {
      const isPhone = width < 400
      await within(browser, { viewport: { width, height: 800 }, hasTouch: isPhone, isMobile: isPhone }, async (page) => {
        const at = desk(page, folder, address)
        await at.open()
        const { root } = at
        check(`the editor runs as its language does, ${width} px`, await root.locator('.panel').evaluate((it) => getComputedStyle(it).direction) === 'rtl')
        await at.select('الميناء', { nth: 1 })
        await root.locator('.toolbar button').nth(1).click()
        await root.locator('.form textarea').fill('ملاحظة.')
        await faults(at, `in Arabic, ${width} px`)
        await root.locator('.form button[type=submit]').click()
        await root.locator('.form').waitFor({ state: 'detached' })
        await at.shows('.noted')
        same(`the right one of two words in Arabic, ${width} px`, await at.said(), '[[annotations]]\nquote = "الميناء"\nprefix = "إنّ "\nnote = "ملاحظة."')
        await root.locator('[data-key=undo]').click()
        await page.waitForFunction(() => !document.querySelector('.article-body .noted'))
        same(`taken back, ${width} px`, await at.file(), ARABIC)
      })
    }
  } finally {
    end()
    await rm(folder, { recursive: true })
  }
}

export const editor = async (browser, glossator) => {
  const folder = await site(files)
  const { address, end } = await serving(glossator, folder, '--edit')
  try {
    await within(browser, { viewport: { width: 1440, height: 900 } }, async (page) => {
      const wrong = []
      page.on('pageerror', (error) => wrong.push(error.message))
      const at = desk(page, folder, address)
      at.path = join(folder, 'content/articles/a.md')
      at.reset = async () => {
        await writeFile(at.path, TEXT)
        await page.waitForFunction(() => !document.querySelector('.article-body :is(.mention, .noted, .statement)'))
        await at.level()
      }
      await at.open()
      for (const work of [selections, moving, apart, rescued, others, keys]) {
        await work(at)
        same(`${work.name}: the file is as it was`, await readFile(at.path, 'utf8'), TEXT)
      }
      none('no error of a script', wrong)
    })
  } finally {
    end()
    await rm(folder, { recursive: true })
  }
  await arabic(browser, glossator)
}
