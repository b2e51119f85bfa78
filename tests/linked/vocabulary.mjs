// The vocabulary of a release of schema.org, read from the declarations of `schema-dts`: the properties of each type,
// their value types, and superseded terms.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const folder = dirname(createRequire(import.meta.url).resolve('schema-dts/package.json'))
const text = await readFile(join(folder, 'dist/schema.d.ts'), 'utf8')

/** Interface → { above: interfaces, properties: Map of { ranges, superseded } } */
const interfaces = new Map()
/** Type → { base: interface, superseded, below: types or literals } */
const types = new Map()
const type = (name) => types.get(name) ?? types.set(name, { base: undefined, superseded: false, below: [] }).get(name)

let comment = ''
let open
for (const line of text.split('\n')) {
  const starts = line.match(/^\s*\/\*\*/)
  if (starts || /^\s*\*/.test(line)) {
    comment = starts ? line : comment + line
    continue
  }
  const superseded = comment.includes('@deprecated') || /has been superseded/.test(comment)
  const base = line.match(/^interface (\w+) extends (.+) \{$/)
  const leaf = line.match(/^export interface (\w+)Leaf extends (\w+)/) ?? line.match(/^export type (\w+)Leaf<.*= Omit<(\w+),/)
  const union = line.match(/^export type (\w+)(?:<[^=]*(?:= \w+[^=]*)*>)? = (.+);$/)
  const property = line.match(/^ {4}"([A-Za-z0-9]+)"\?: SchemaValue<(.+), "\1">;$/)
  if (base) {
    open = { above: base[2].split(/, /).filter((name) => !name.startsWith('Partial<')), properties: new Map() }
    interfaces.set(base[1], open)
  } else if (property && open) {
    open.properties.set(property[1], { ranges: property[2].split(' | '), superseded })
  } else if (leaf) {
    type(leaf[1]).base = leaf[2]
  } else if (union) {
    Object.assign(type(union[1]), { below: union[2].split(' | ').map((name) => name.replace(/<.*>/, '')), superseded })
  }
  if (line === '}') open = undefined
  comment = ''
}

/** Number of terms that were read: reveals a release in another format. */
export const size = { types: types.size, properties: new Set([...interfaces.values()].flatMap((it) => [...it.properties.keys()])).size }

/** Whether a type can be instantiated; data types such as `Text` cannot. */
export const isType = (name) => types.get(name)?.base !== undefined
export const isSuperseded = (name) => types.get(name).superseded

/** Whether a type is the same as another, or a subtype of it. */
export const isBelow = (name, above, met = new Set()) => {
  if (name === above) return true
  if (met.has(above)) return false
  met.add(above)
  return (types.get(above)?.below ?? []).some((it) => isBelow(name, it, met))
}

/** A property of a type, or of a type above it. */
export const property = (name, key) => {
  const met = new Set()
  const find = (base) => {
    if (met.has(base)) return undefined
    met.add(base)
    const { above, properties } = interfaces.get(base) ?? { above: [], properties: new Map() }
    return properties.get(key) ?? above.map(find).find(Boolean)
  }
  return find(types.get(name).base)
}

/** A context like the one of schema.org: address-only properties are ids, dates are dates. */
export const context = () => {
  const terms = { '@vocab': 'https://schema.org/' }
  for (const { properties } of interfaces.values()) {
    for (const [key, { ranges }] of properties) {
      if (ranges.includes('URL') && !ranges.includes('Text')) terms[key] = { '@id': key, '@type': '@id' }
      else if (ranges.every((range) => ['Date', 'DateTime'].includes(range))) terms[key] = { '@id': key, '@type': 'Date' }
    }
  }
  return { '@context': terms }
}
