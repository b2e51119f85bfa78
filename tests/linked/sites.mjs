// A site that uses every feature of the structured data, with a base and without one.
import { execFileSync } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

// subtypes that the program maps to a built-in type: each is declared here, with every key of the built-in type
const kinds = await readFile(new URL('../../src/pages/linked/kinds.rs', import.meta.url), 'utf8')
const table = kinds.slice(kinds.indexOf('OF_BASE'), kinds.indexOf('];'))
const declared = [...table.matchAll(/BaseType::(\w+),\s*&\[([^\]]*)\]/g)].flatMap(([, base, names]) =>
  [...names.matchAll(/"(\w+)"/g)].map(([, name]) => ({ base: base.toLowerCase(), name })))
if (declared.length < 40) throw new Error(`the table of types was not read: ${declared.length}`)

const facts = {
  person: 'born = "1815-12-10"\ndied = "1852"\n[[entity.roles]]\ntitle = "Analyst"\norganization = "agency"\nfrom = "1833"\nto = "1840-05"\n[[entity.roles]]\ntitle = "Countess"\n',
  organization: 'founded = "1800"\ndissolved = "1900-01-01"\nwithin = "union"\n',
  place: 'coordinates = [51.5, -0.25]\nwithin = "land"\n',
  event: 'start = "1851-05-01"\nend = "1851-10-15"\nplace = "town"\nparticipants = ["ada", "agency", "land"]\n',
  work: 'published = "1843"\n',
}
const entity = (id, type, name, more = '') => `[[entity]]\nid = "${id}"\ntype = "${type}"\nname = "${name}"\n${more}`
const common = (id) => `aliases = ["The ${id}", "${id} & co"]\ndescription = "About ${id}"\ndisambiguation = "the known one"\nimage = { src = "/x.svg", alt = "Face", credit = "C" }\nids = { own = "${id}-1" }\nsame_as = ["https://example.com/${id}?a=1&b=2"]\nnames = { ar = { name = "${id} بالعربية", description = "عن" } }\n`

const configuration = (base) => `${base ? `base_url = "${base}"\n` : ''}title = "The Paper"
description = "A paper"
${declared.map(({ base, name }) => `[types.${name.toLowerCase()}]\nlabel = "${name}"\nplural = "${name}s"\npath = "t-${name.toLowerCase()}"\nbase = "${base}"\nschema = "${name}"\n`).join('')}
[types.ship]
label = "Ship"
plural = "Ships"
path = "ships"
base = "work"
schema = "Vehicle"
[types.thing]
label = "Thing"
plural = "Things"
path = "things"
base = "place"
schema = "https://example.org/vocabulary/Thing"
[languages.ar]
title = "الصحيفة"
`
const entities = [
  ...Object.keys(facts).map((type) => entity(`a-${type}`, type, `A ${type}`, common(`a-${type}`) + facts[type])),
  ...declared.map(({ base, name }) => entity(`d-${name.toLowerCase()}`, name.toLowerCase(), `Declared ${name}`, common(`d-${name.toLowerCase()}`) + facts[base])),
  entity('ada', 'person', 'Ada', 'ids = { wikidata = "Q7259", imdb = "nm0000001" }\n' + facts.person),
  entity('agency', 'organization', 'The Agency'), entity('union', 'organization', 'The Union'),
  entity('town', 'place', 'Town'), entity('land', 'place', 'Land'),
  entity('beagle', 'ship', 'Beagle', common('beagle') + facts.work), entity('stone', 'thing', 'Stone', common('stone')),
].join('\n')
const full = `+++
title = "Everything & <more>"
date = 2025-10-15T09:30:00+02:00
updated = 2025-10-16
description = "A standfirst"
kicker = "Label"
temporal = "1851-05/1852"
authors = ["agency", "Jane Doe", "town"]
tags = ["One", "Two"]
storyline = "Fairs"
entities = ["ada", "agency", "town", "beagle", "stone", "a-event", "a-work"]
about = ["ada", "a-event", "stone"]
canonical_url = "https://example.net/first"
image = { src = "/x.svg", alt = "A hall", caption = "The *hall*", credit = "C" }
origin = { publisher = "Other Paper", url = "https://example.net/first", date = 2025-10-14, license = "https://creativecommons.org/licenses/by/4.0/" }
notices = [
  { kind = "correction", date = 2025-10-16, text = "It *was* May." },
  { kind = "clarification", text = "Not June." },
  { kind = "retraction", text = "None of it." },
  { kind = "update", text = "More." },
  { kind = "editors-note", text = "A note." },
]

[[sources]]
id = "wire"
kind = "agency"
publisher = "agency"
title = "Wire & more"
url = "https://example.net/wire?a=1&b=2"
archived_url = "https://example.com/copy"
date = "1851-05"
[[sources]]
id = "leak"
kind = "person"
anonymous = true
title = "Unsayable Title"
via = "wire"

[[statements]]
quote = "said in these words"
speaker = "ada"
words_of = "agency"
sources = ["leak", "paper", "own", "agency"]
date = "1851-05-01"
about = ["town", "beagle"]
certainty = "low"
review = { rating = "Mostly true", url = "https://example.net/check", by = "agency", date = 2025-10-16 }
[[statements]]
quote = "were told otherwise"
kind = "indirect"
speaker = "Some Spokesman"
words_of = "Another Agency"
sources = ["wire"]
review = { rating = "False", url = "https://example.net/false" }
[[statements]]
quote = "nobody is named for this"
kind = "direct"
[[statements]]
quote = "a country speaks"
kind = "direct"
speaker = "town"
+++

Ada and The Agency came to Town on the Beagle, and a Stone lay there: A event, A work. It was "said in these words", others
were told otherwise, nobody is named for this, a country speaks.
`
const plain = (title, more = '') => `+++\ntitle = "${title}"\n${more}+++\n\nWords about [Ada](@ada).\n`
const tree = (base) => ({
  'glossator.toml': configuration(base),
  'static/x.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="12" height="8"/>',
  'content/entities/all.toml': entities,
  'content/sources/all.toml': '[[source]]\nid = "paper"\nkind = "document"\npublisher = "union"\ntitle = "The Paper of the Union"\nurl = "https://example.net/paper"\n[[source]]\nid = "hidden"\nkind = "person"\nanonymous = true\ntitle = "Unsayable source"\n',
  'content/about.md': plain('About'),
  'content/index.md': plain('Home of it'),
  'content/index.ar.md': '+++\ntitle = "البيت"\n+++\n\nنص\n',
  'content/articles/2025/_index.md': plain('Year 2025'),
  'content/articles/2025/full.md': full,
  'content/articles/2025/full.ar.md': '+++\ntitle = "كل شيء"\ndate = 2025-10-15\nstoryline = "Fairs"\n+++\n\nقالت [آدا](@ada) ذلك.\n',
  'content/articles/2025/full.ja.md': '+++\ntitle = "Not Japanese: undeclared"\n+++\n\nText.\n',
  'content/articles/japanese.md': '+++\ntitle = "日本語"\nlang = "ja"\ntemporal = "1851~"\n+++\n\n塩の値段。\n',
  'content/articles/bare.md': '+++\ntitle = "Bare"\n+++\n',
  'content/articles/l’été à “Moscou”.md': plain('Été', 'authors = ["Jane Doe"]\n'),
})

/** Builds a site with every feature in a folder; returns the output folder. */
export const everything = async (glossator, folder, base) => {
  for (const [path, text] of Object.entries(tree(base))) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  execFileSync(glossator, ['-r', folder, 'build', '-q'], { stdio: 'inherit' })
  return join(folder, 'public')
}
