// Checks a graph against schema.org: each type exists and is not superseded, each property belongs to its type, each
// value to its property.
import { isBelow, isSuperseded, isType, property } from './vocabulary.mjs'

const DATE = /^-?\d{4}(-(0[1-9]|1[0-2])(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?$/
const isAddress = (text) => /^[^\s<>"{}|\\^`]+$/.test(text)
const nodes = (value) => [value].flat(Infinity).filter((it) => typeof it === 'object')

/** The errors in a graph, as lines; empty if it is valid. */
export const wrong = (graph) => {
  const found = []
  const typeOf = new Map()
  const walk = (node, visit) => {
    visit(node)
    for (const [key, value] of Object.entries(node)) if (!key.startsWith('@')) for (const inner of nodes(value)) walk(inner, visit)
  }
  const all = (visit) => graph.forEach((node) => walk(node, visit))
  all((node) => {
    if (!node['@id'] || !node['@type']) return
    const known = typeOf.get(node['@id'])
    if (known && known !== node['@type']) found.push(`${node['@id']} is ${known} and ${node['@type']}`)
    typeOf.set(node['@id'], node['@type'])
  })

  const isForeign = (name) => /^https?:\/\//.test(name)
  const fits = (value, ranges, key) => {
    const has = (...names) => ranges.some((range) => names.includes(range))
    if (typeof value === 'boolean') return has('Boolean')
    if (typeof value === 'number') return has('Number', 'Float') || (has('Integer') && Number.isInteger(value))
    if (typeof value === 'string') {
      if (has('Text')) return value !== ''
      return (has('URL') && isAddress(value)) || (has('Date', 'DateTime') && DATE.test(value))
    }
    const name = value['@type'] ?? typeOf.get(value['@id'])
    const classes = ranges.filter((range) => isType(range))
    // a name without a type, or something that is described elsewhere
    if (!name) return classes.length > 0
    if (isForeign(name)) return classes.includes('Thing')
    return classes.some((range) => isBelow(name, range)) || (isBelow(name, 'Role') && value[key] !== undefined)
  }
  const check = (node, through) => {
    const name = node['@type'] ?? typeOf.get(node['@id']) ?? 'Thing'
    if (!isForeign(name) && !isType(name)) return found.push(`there is no type ${name}`)
    const own = isForeign(name) ? 'Thing' : name
    if (isSuperseded(own)) found.push(`${name} is superseded`)
    if (!Object.keys(node).length) found.push(`an empty ${through}`)
    for (const [key, value] of Object.entries(node)) {
      if (key === '@id' ? isAddress(value) : key === '@type') continue
      // a Role between a node and a value has the same property itself
      const known = property(own, key) ?? (isBelow(own, 'Role') && key === through.key ? { ranges: through.ranges } : undefined)
      if (!known) {
        found.push(`${name} has no ${key}`)
        continue
      }
      if (known.superseded) found.push(`${name}.${key} is superseded`)
      const values = [value].flat()
      if (!values.length) found.push(`${name}.${key} is empty`)
      for (const it of values) if (!fits(it, known.ranges, key)) found.push(`${name}.${key} cannot be ${JSON.stringify(it).slice(0, 120)}`)
      for (const it of nodes(value)) check(it, { key, ranges: known.ranges })
    }
  }
  for (const node of graph) {
    if (!node['@type']) found.push('a node without a type')
    else check(node, {})
  }
  return found
}

/** Invalid graphs, each with a part of the expected error: they show that the check can fail. */
export const traps = [
  [{ '@type': 'Person', headline: 'x' }, 'Person has no headline'],
  [{ '@type': 'Human', name: 'x' }, 'no type Human'],
  [{ '@type': 'NewsArticle', isBasedOnUrl: 'https://example.org/' }, 'isBasedOnUrl is superseded'],
  [{ '@type': 'DatedMoneySpecification', name: 'x' }, 'superseded'],
  [{ '@type': 'NewsArticle', author: { '@type': 'Place', name: 'x' } }, 'author cannot be'],
  [{ '@type': 'NewsArticle', author: 'x' }, 'author cannot be'],
  [{ '@type': 'NewsArticle', datePublished: 'yesterday' }, 'datePublished cannot be'],
  [{ '@type': 'NewsArticle', url: 'not an address' }, 'url cannot be'],
  [{ '@type': 'NewsArticle', wordCount: 1.5 }, 'wordCount cannot be'],
  [{ '@type': 'NewsArticle', keywords: [] }, 'keywords is empty'],
  [{ '@type': 'NewsArticle', author: { name: 'x', birthDate: '1900' } }, 'Thing has no birthDate'],
  [{ '@type': 'Person', affiliation: { '@type': 'OrganizationRole', affiliation: { '@type': 'Person', name: 'x' } } }, 'affiliation cannot be'],
  [{ '@type': 'Vehicle', datePublished: '1900' }, 'Vehicle has no datePublished'],
  [{ '@type': 'Event', location: { '@id': '#a' }, about: { '@type': 'Person', '@id': '#a', name: 'x' } }, 'location cannot be'],
]
