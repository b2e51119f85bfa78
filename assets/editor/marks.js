// The marks of the article, by place and by element.
import { say } from './words.js'

/** Gives marks their kind. @param {MarkKind} is @returns {(mark: Mark) => Mark} */
const of = (is) => (mark) => ({ ...mark, is })

/** All marks with their kinds, in the order of the panel. @param {Article} article @returns {Mark[]} */
export const all = ({ marked }) =>
  [
    marked.lost.map(of('lost')),
    marked.mentions.map(of('mention')),
    marked.notes.map(of('note')),
    marked.statements.map(of('statement')),
    marked.tagged.map(of('tagged')),
    marked.sources.map(of('source')),
  ].flat()

/** The form that edits a mark. @param {Mark} mark @returns {FormKind} */
export const formOf = ({ is, handle, fields }) => {
  if (handle?.what === 'footnote') return 'footnote'
  if (is && is !== 'tagged' && is !== 'lost') return is
  if (handle?.what === 'statement') return 'statement'
  return fields.entity && !fields.note ? 'mention' : 'note'
}

/** A line of Markdown as plain text. @param {string} markdown */
const plain = (markdown) =>
  markdown
    .split('\n')[0]
    .replace(/\[\[(?:[^\]|]*\|)?([^\]]*)\]\]/g, '$1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]/g, '')

/** The label of a mark in a list. @param {Mark} mark @returns {string} */
export const title = (mark) => {
  const { is, entity, fields, speaker, text, handle } = mark
  if (entity) return entity.name
  if (is === 'source') return [fields.publisher, fields.title].filter(Boolean).join(': ') || fields.id
  if (speaker) return speaker
  if (fields.note) return plain(fields.note)
  if (fields.tags?.length) return fields.tags.join(', ')
  return text ?? handle?.quote ?? say('whole-article')
}

/**
 * The marks of an element of the text, innermost first.
 * @param {Element} element
 * @param {Element} body
 * @param {Article} article
 * @returns {Mark[]}
 */
export const under = (element, body, { marked }) => {
  /** @type {{ is: MarkKind, mark: Mark }[]} */
  const found = []
  /** @param {MarkKind} is @param {Mark | undefined} mark */
  const add = (is, mark) => {
    if (mark && !found.some((it) => it.is === is && it.mark === mark)) found.push({ is, mark })
  }
  /** @param {Mark[]} list @param {string} id */
  const byId = (list, id) => list.find((it) => it.id === id)
  /** @type {any} */
  let node = element
  for (; node && node !== body && body.contains(node); node = node.parentElement) {
    const { mention, note, statement } = node.dataset
    if (mention) add('mention', marked.mentions[Number(mention) - 1])
    if (note) add('note', byId(marked.notes, note))
    if (statement) add('statement', byId(marked.statements, statement))
    const to = node.matches('a.ref') && decodeURIComponent(node.hash ?? '')
    if (to) {
      add('note', byId(marked.notes, to.replace(/^#note-/, '')))
      add('statement', byId(marked.statements, to.replace(/^#statement-/, '')))
    }
  }
  return found.map(({ is, mark }) => ({ ...mark, is }))
}
