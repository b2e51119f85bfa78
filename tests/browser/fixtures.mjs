// Sites that are hard on a theme: a text full of names and notes, consecutive long notes, a long text, a site in
// Arabic, one with very long words and every element of a text, and five thousand names. Generated for each run, always
// the same.
import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const words = ('the chronicle that was kept in this house says little about the winter and much about the price of salt which '
  + 'rose twice before the river froze and fell again when carts could cross it so that whoever had waited was paid for waiting').split(' ')
const prose = (n, from) => {
  const picked = Array.from({ length: n }, (_, i) => words[(from * 7 + i) % words.length])
  const text = picked.join(' ')
  return `${text[0].toUpperCase()}${text.slice(1)}.`
}
const people = ['Ada', 'Berthold', 'Cécile', 'Dragomir', 'Eleonora', 'Fyodor', 'Giulia', 'Henrike', 'Ivo', 'Jadwiga']
const houses = ['Archer', 'Brandt', 'Corvino', 'Delacroix']
const kinds = ['person', 'organization', 'place', 'event', 'work']
const folders = { person: 'people', organization: 'organizations', place: 'places', event: 'events', work: 'works', ship: 'ships' }
const cast = people.flatMap((person, i) => houses.map((house, k) => {
  const name = `${person} ${house}`
  const id = name.toLowerCase().normalize('NFD').replace(/[^a-z ]/g, '').replace(' ', '-')
  return { id, type: kinds[(i + k) % kinds.length], name, description: prose(6, i + k) }
}))

const article = (title, date, body, more = '') => `+++\ntitle = "${title}"\ndate = ${date}\ndescription = "${prose(16, 3)}"\n${more}+++\n\n${body}\n`

// a thousand names and three hundred notes in a hundred paragraphs
const dense = () => {
  const paragraphs = Array.from({ length: 100 }, (_, p) => {
    const names = Array.from({ length: 10 }, (_, i) => `${prose(9, p + i).slice(0, -1)} [${cast[(p * 3 + i) % cast.length].name}](@${cast[(p * 3 + i) % cast.length].id})${i % 4 === 1 ? `[^${p}-${i}]` : ''}`)
    const notes = [1, 5, 9].map((i) => `[^${p}-${i}]: ${prose(8 + (p + i) % 14, p)}`)
    return `${p % 12 === 0 ? `## Part ${p / 12 + 1}\n\n` : ''}${names.join(', ')}.\n\n${notes.join('\n\n')}`
  })
  return article('A thousand names', '2025-03-01', paragraphs.join('\n\n'))
}

// twelve paragraphs of sixty words, each with a note of sixty words; one also refers to an earlier note
const margin = () => {
  const paragraphs = Array.from({ length: 12 }, (_, p) => `${prose(30, p).slice(0, -1)},[^n${p}] ${prose(30, p + 4).toLowerCase()}${p === 9 ? '[^n2]' : ''}`)
  const notes = Array.from({ length: 12 }, (_, p) => `[^n${p}]: ${prose(60, p + 2)}`)
  return article('Notes as long as the text', '2025-03-02', [...paragraphs, ...notes].join('\n\n'))
}

// three thousand words, with every element of a text
const long = () => {
  const paragraphs = Array.from({ length: 30 }, (_, p) => {
    const heading = p % 6 === 0 ? `## ${prose(4, p).slice(0, -1)}\n\n` : ''
    const name = cast[p % cast.length]
    return `${heading}${prose(50, p)} [${name.name}](@${name.id}) ${prose(50, p + 1)}${p % 5 === 0 ? `[^l${p}]\n\n[^l${p}]: ${prose(20, p)}` : ''}`
  })
  const rest = '> [!NOTE]\n> A note of the editors.\n\n| year | salt | rye |\n|---|---:|---:|\n| 1490 | 12 | 7 |\n| 1491 | 24 | 8 |\n\n```sql\nselect price from salt where year = 1491;\n```\n\n- one\n- two\n'
  return article('Three thousand words', '2025-03-03', [...paragraphs, rest].join('\n\n'))
}

const arabicNames = [
  ['ibn-rushd', 'person', 'ابن رشد'], ['ibn-khaldun', 'person', 'ابن خلدون'], ['al-idrisi', 'person', 'الإدريسي'],
  ['bayt-al-hikma', 'organization', 'بيت الحكمة'], ['qurtuba', 'place', 'قرطبة'], ['baghdad', 'place', 'بغداد'],
  ['suqut-baghdad', 'event', 'سقوط بغداد'], ['al-muqaddima', 'work', 'المقدمة'],
].map(([id, type, name]) => ({ id, type, name, description: 'وصف قصير يقول ما هو وأين كان ومتى' }))
const arabicText = 'كتب المؤرخون عن هذه المدينة كثيراً، واختلفوا في ما رأوه وفي ما سمعوه من غيرهم، فمنهم من روى الخبر كما وصل إليه ومنهم من سأل عن أصله'
const arabic = () => {
  const paragraphs = Array.from({ length: 14 }, (_, p) => {
    const name = arabicNames[p % arabicNames.length]
    return `${p % 5 === 0 ? `## الفصل ${p / 5 + 1}\n\n` : ''}${arabicText} [${name.name}](@${name.id}) ${arabicText}.${p % 2 === 0 ? `[^n${p}]\n\n[^n${p}]: ${arabicText}.` : ''}`
  })
  return `+++\ntitle = "ما قاله المؤرخون عن المدينة"\ndate = 2025-03-04\ndescription = "${arabicText}."\ntags = ["تاريخ"]\nauthors = ["ليلى منصور"]\nstoryline = "مدن"\n+++\n\n${paragraphs.join('\n\n')}\n`
}

const roots = ['Ár', 'Bel', 'Čer', 'Dun', 'Élo', 'Fal', 'Gor', 'Hil', 'Ís', 'Jor', 'Kal', 'Łuk', 'Mör', 'Nad', 'Ós', 'Pel', 'Quin', 'Ród', 'Sól', 'Tam', 'Ur', 'Vel', 'Wil', 'Žid']
const names = () => Array.from({ length: 5000 }, (_, i) => ({
  id: `name-${i}`,
  type: kinds[i % kinds.length],
  name: i === 77 ? '山田太郎' : i === 78 ? 'أحمد الشرع' : `${roots[i % roots.length]}${roots[(i * 5 + 3) % roots.length].toLowerCase()} ${roots[(i * 7) % roots.length]}son ${i}`,
}))

// names of seventy-nine letters of every type, including a declared one, and every element of a text
const endless = (letter) => `${letter}${'donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft'.slice(0, 78)}`
const giants = [...kinds, 'ship'].map((type, i) => ({
  id: `giant-${type}`, type, name: endless('ABCDEF'[i]), description: `${endless('x')} ${prose(6, i)}`, aliases: [endless('GHIJKL'[i])],
  ...{
    person: { roles: [{ title: endless('r'), organization: 'giant-organization', from: 1990 }, { title: endless('s'), from: 1980, to: '1985~' }], born: '1950' },
    place: { coordinates: [48.2, 16.4] }, event: { start: '1999-05-01', place: 'giant-place', participants: ['giant-person'] },
    work: { published: '2001' }, organization: { founded: '1901' },
  }[type],
}))
const everything = (n) => {
  const body = `## ${endless('h')}

${giants.map(({ id, name }) => `[${name}](@${id})`).join(', ')} ${prose(20, n)}[^a]

[^a]: ${endless('n')} ${prose(12, n)}

### Three

#### Four

##### Five

###### Six

> [!WARNING]
> ${prose(8, 1)}

> [!TIP]
> ${prose(8, 2)}

- [x] done ${endless('t')}
- [ ] to do

1. one
   - two
     - three

> ${prose(12, 4)}

Salt
: ${prose(9, 3)}

| a wide table | ${Array.from({ length: 9 }, (_, i) => `column ${i}`).join(' | ')} |
|---|${'---|'.repeat(9)}
| ${endless('c')} | ${Array.from({ length: 9 }, (_, i) => prose(3, i)).join(' | ')} |

\`\`\`text
${endless('p').repeat(3)}
\`\`\`

$$\\sqrt{\\frac{1}{1+x^2}} = \\sum_{i=0}^{n} \\int_0^1 x_i \\, dx$$

The clerk said that the bailiff said that the salt is dear. ${prose(30, 5)}
`
  const said = ['the bailiff said that the salt is dear', 'the salt is dear', 'salt'].map((quote, i) => `[[statements]]
quote = "${quote}"
prefix = "${quote === 'salt' ? 'the ' : ''}"
speaker = "${['giant-person', 'giant-organization', 'giant-person'][i]}"
sources = ["${['giant-source', 'giant-organization', 'own'][i]}"]
`).join('\n')
  const head = `tags = ["${endless('u')}"]
authors = ["${endless('v')}"]
storyline = "${endless('w')}"
kicker = "${endless('k')}"
notices = [{ kind = "correction", date = 2025-03-09, text = "${endless('y')}" }, { kind = "update", date = 2025-03-08, text = "New." }]

[[sources]]
id = "giant-source"
kind = "outlet"
publisher = "${endless('z')}"
title = "${endless('q')}"

[[annotations]]
note = "On the whole: ${prose(6, n)}"

[[annotations]]
quote = "The clerk"
note = "At length: ${prose(90, n)}"

${said}`
  return article(endless('O'), `2025-03-0${n}`, body, head)
}

const write = async (folder, tree) => {
  for (const [path, text] of Object.entries(tree)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}
const listed = (entities) => {
  const tree = {}
  for (const entity of entities) (tree[`content/entities/${folders[entity.type]}/all.jsonl`] ??= []).push(JSON.stringify(entity))
  return Object.fromEntries(Object.entries(tree).map(([path, lines]) => [path, `${lines.join('\n')}\n`]))
}

/** Writes the sites under `folder` and builds them. Returns the output folders by name. */
export const build = async (glossator, folder) => {
  const sites = {
    dense: {
      'glossator.toml': 'title = "Fixtures"\nbase_url = "http://fixtures.example/"\n',
      'content/articles/dense.md': dense(), 'content/articles/margin.md': margin(), 'content/articles/long.md': long(), ...listed(cast),
    },
    arabic: {
      'glossator.toml': 'title = "المدن"\nbase_url = "http://fixtures.example/"\nlanguage = "ar"\ndescription = "مقالات عن المدن"\n',
      'content/articles/mudun.md': arabic(), ...listed(arabicNames),
    },
    words: {
      'glossator.toml': `title = "${endless('M')}"\nbase_url = "http://fixtures.example/"\ndescription = "${endless('d')}"\n[markdown]\nmath = true\n[types.ship]\nlabel = "Ship"\nplural = "Ships"\npath = "ships"\nbase = "work"\n`,
      'content/articles/one.md': everything(1), 'content/articles/two.md': everything(2), ...listed(giants),
    },
    names: {
      'glossator.toml': 'title = "Names"\nbase_url = "http://fixtures.example/"\n',
      'content/articles/a.md': article('One', '2025-03-05', 'One.'), ...listed(names()),
    },
  }
  const built = {}
  for (const [name, tree] of Object.entries(sites)) {
    await write(join(folder, name), tree)
    built[name] = join(folder, `${name}-built`)
    execFileSync(glossator, ['-r', join(folder, name), 'build', '-q', '-u', 'http://fixtures.example/', '-o', built[name]], { stdio: ['ignore', 'inherit', 'pipe'] })
  }
  return built
}
