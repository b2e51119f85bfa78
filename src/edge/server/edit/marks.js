// The marks of the article, by place and by element.
import { say } from './dom.js'

/** All marks with their kinds, in the order of the panel. */
export const all = ({ marked }) => [
  ...marked.lost.map((it) => ({ ...it, is: 'lost' })),
  ...marked.mentions.map((it) => ({ ...it, is: 'mention' })),
  ...marked.notes.map((it) => ({ ...it, is: 'note' })),
  ...marked.statements.map((it) => ({ ...it, is: 'statement' })),
  ...marked.tagged.map((it) => ({ ...it, is: 'tagged' })),
  ...marked.sources.map((it) => ({ ...it, is: 'source' })),
]

/** The form that edits a mark. */
export const formOf = ({ is, handle, fields }) => {
  if (handle?.what === 'footnote') return 'footnote'
  if (is !== 'tagged' && is !== 'lost') return is
  if (handle?.what === 'statement') return 'statement'
  return fields.entity && !fields.note ? 'mention' : 'note'
}

/** A line of Markdown as plain text. */
const plain = (markdown) => markdown.split('\n')[0].replace(/\[\[(?:[^\]|]*\|)?([^\]]*)\]\]/g, '$1').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*`]/g, '')

/** The label of a mark in a list. */
export const title = (mark) => {
  const { is, entity, fields, speaker, text, handle } = mark
  if (entity) return entity.name
  if (is === 'source') return [fields.publisher, fields.title].filter(Boolean).join(': ') || fields.id
  if (speaker) return speaker
  if (fields.note) return plain(fields.note)
  if (fields.tags?.length) return fields.tags.join(', ')
  return text ?? handle?.quote ?? say('whole-article')
}

/** The marks of an element of the text, innermost first. */
export const under = (element, body, { marked }) => {
  const found = []
  const add = (is, mark) => { if (mark && !found.some((it) => it.is === is && it.mark === mark)) found.push({ is, mark }) }
  const byId = (list, id) => list.find((it) => it.id === id)
  for (let node = element; node && node !== body && body.contains(node); node = node.parentElement) {
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
