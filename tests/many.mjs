// Writes the sources of a large site in four languages: `node many.mjs FOLDER [STORIES]`. Each story (500 by default)
// exists in English, Arabic, German and Japanese; together they use the whole format. The same number gives the same
// files.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const [folder, stories = '500'] = process.argv.slice(2)
const n = Number(stories)

// a small random number generator, the same everywhere (with the constants of Numerical Recipes)
let seed = 7
const random = (below) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return Math.floor((seed / 2 ** 32) * below)
}
const pick = (list) => list[random(list.length)]

const tongues = {
  en: { words: 'the council said on Monday that prices for salt and grain would rise again before winter while traders in the port waited for a letter'.split(' '), join: ' ', stop: '. ', said: 'the ships would sail in spring', topics: ['Harbour', 'Salt & grain', 'Letters'] },
  ar: { words: 'قال المجلس يوم الاثنين إن أسعار الملح والحبوب سترتفع مرة أخرى قبل الشتاء بينما كان التجار في الميناء ينتظرون رسالة'.split(' '), join: ' ', stop: '. ', said: 'السفن ستبحر في الربيع', topics: ['الميناء', 'الملح والحبوب', 'رسائل'] },
  de: { words: 'der Rat sagte am Montag dass die Preise für Salz und Getreide vor dem Winter wieder steigen würden während Händler im Hafen auf einen Brief warteten'.split(' '), join: ' ', stop: '. ', said: 'die Schiffe im Frühjahr segeln würden', topics: ['Hafen', 'Salz & Getreide', 'Briefe'] },
  ja: { words: '評議会は 月曜日に 冬の前に 塩と 穀物の 値段が また 上がると 述べ 港の 商人たちは 手紙を 待って いた'.split(' '), join: '', stop: '。', said: '船は春に出る', topics: ['港', '塩と穀物', '手紙'] },
}
const given = ['Ada', 'Béla', 'Carmen', 'Đorđe', 'Élise', 'Farid', 'Greta', 'Hans', 'Inés', 'Jun']
const family = ['Archer', "O'Brien", 'Corvino', 'Löwe', 'Ñandú', 'al-Idrisi', 'Szabó', 'Ōtani', 'van den Berg', 'García & Sons', 'Ibn Rushd', 'Þórsson']
const types = { person: 'people', organization: 'organizations', place: 'places', event: 'events', work: 'works' }
const entities = Array.from({ length: 240 }, (_, i) => {
  const type = Object.keys(types)[i % 5]
  const name = `${given[i % 10]} ${family[i % 12]} ${i}`
  return {
    id: `name-${i}`, type, name, description: `One of the names of this site, number ${i}`,
    ...(i % 3 === 0 ? { names: { ar: { name: `اسم ${i}`, description: `أحد أسماء هذا الموقع` }, ja: { name: `名前${i}` } } } : {}),
    ...{
      person: { born: String(1900 + (i % 80)), roles: [{ title: 'Envoy', organization: `name-${(i + 1) % 240}`, from: 1990 + (i % 20) }] },
      organization: { founded: `${1800 + i}`, relations: [{ kind: 'owner', target: `name-${(i + 5) % 240}`, from: '1999~' }] },
      place: { coordinates: [((i * 7) % 120) - 55, ((i * 31) % 350) - 175] },
      event: { start: `20${String(i % 25).padStart(2, '0')}-0${1 + (i % 9)}-11`, place: `name-${i - 1}`, participants: [`name-${i - 3}`] },
      work: { published: String(1950 + (i % 70)) },
    }[type],
    ids: type === 'person' ? { wikidata: `Q${100000 + i}` } : {},
  }
})

const sentence = (tongue, length) => `${Array.from({ length }, () => pick(tongue.words)).join(tongue.join)}`
const article = (story, tag) => {
  const tongue = tongues[tag]
  const cast = Array.from({ length: 8 }, (_, i) => entities[(story * 13 + i * 29) % entities.length])
  const paragraphs = Array.from({ length: 6 }, (_, p) => {
    const inside = p < 5 ? ` [${cast[p].names?.[tag]?.name ?? cast[p].name}](@${cast[p].id}) ` : ' '
    return `${p === 3 ? `## ${sentence(tongue, 3)} ${story}\n\n` : ''}${sentence(tongue, 18)}${inside}${sentence(tongue, 14)}${tongue.stop}${p === 1 ? `«${tongue.said}»${tongue.stop}` : ''}${p % 2 ? `[^n${p}]\n\n[^n${p}]: ${sentence(tongue, 9)}${tongue.stop}` : ''}`
  })
  const [year, month, day] = [2019 + (story % 7), 1 + (story % 12), 1 + (story % 28)]
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return `+++
title = "${sentence(tongue, 5)} <${story}> & “co”"
date = ${date}
description = "${sentence(tongue, 12)} ${story}."
authors = ["${given[story % 10]} Writer"]
tags = ["${tongue.topics[story % 3]}", "2 < 3"]
${story % 5 === 0 ? `storyline = "Salt ${story % 4}"\n` : ''}entities = ["${cast[6].id}", "${cast[7].id}"]
${story % 10 === 0 ? `notices = [{ kind = "correction", date = ${year}-12-30, text = "${sentence(tongue, 8)}." }]\n` : ''}
[[annotations]]
note = "${sentence(tongue, 10)}."
kind = "context"

[[annotations]]
quote = "${tongue.said}"
note = "**${sentence(tongue, 4)}** <b>${sentence(tongue, 3)}</b>."

[[sources]]
id = "letter"
kind = "document"
publisher = "name-${(story * 5 + 1) % 240}"
title = "${sentence(tongue, 4)}"
url = "https://example.org/letters/${story}?a=1&b=2"
date = ${date}

[[statements]]
quote = "${tongue.said}"
speaker = "${cast[0].id}"
sources = ["letter"]
about = ["${cast[1].id}"]
+++

${paragraphs.join('\n\n')}
`
}

const write = (path, text) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
write('glossator.toml', `title = "Many"
description = "A large site in four languages"
base_url = "https://example.org/news/"
language = "en"
[relations.owner]
label = "owned by"
inverse = "owner of"
[languages.ar]
title = "كثير"
[languages.de]
title = "Viele"
[languages.ja]
title = "多数"
`)
for (const [type, path] of Object.entries(types)) {
  write(`content/entities/${path}/all.jsonl`, entities.filter((it) => it.type === type).map((it) => `${JSON.stringify(it)}\n`).join(''))
}
for (let story = 0; story < n; story += 1) {
  for (const tag of Object.keys(tongues)) {
    write(`content/articles/${2019 + (story % 7)}/story-${story}${tag === 'en' ? '' : `.${tag}`}.md`, article(story, tag))
  }
}
