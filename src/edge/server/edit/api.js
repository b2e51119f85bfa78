// Requests to the server. All except scripts need the token in the page.
import { say } from './dom.js'

const own = () => document.getElementById('g-preview-script').dataset
export const source = () => own().source

/** Why an action was refused, in the server's words. */
export class Refused extends Error {
  constructor({ code, message, diagnostics }) {
    super(message)
    this.code = code
    this.diagnostics = diagnostics ?? []
  }
}

const ask = async (path, body) => {
  const headers = { 'X-Glossator-Token': own().token }
  const post = body && { method: 'POST', body: JSON.stringify(body) }
  const answer = await fetch(`/__glossator/edit/${path}`, { headers, cache: 'no-store', ...post }).catch(() => {
    throw new Refused({ code: 'away', message: say('away') })
  })
  if (answer.ok) return answer.json()
  const text = await answer.text()
  try {
    throw new Refused(JSON.parse(text))
  } catch (error) {
    throw error instanceof Refused ? error : new Refused({ code: String(answer.status), message: text.trim() })
  }
}

const query = (pairs) => new URLSearchParams(pairs).toString()

export const words = () => ask('words')
export const article = () => ask(`article?${query({ source: source() })}`)
export const entities = async (q) => (await ask(`entities?${query({ q, source: source() })}`)).entities
export const act = (action) => ask('act', { source: source(), action })
export const undo = () => ask('undo', {})
export const note = async (markdown) => (await ask('note', { source: source(), note: markdown })).html

/** Diagnostics of the article's own files. */
export const troubles = async () => {
  const { list } = await (await fetch('/__glossator/troubles', { cache: 'no-store' })).json()
  const stem = source().replace(/\.md$/, '')
  return list.filter(({ path }) => path === source() || path.startsWith(`${stem}.annotations.`))
}

/** Opens a source in the author's editor; returns the reason if it cannot. */
export const open = async ({ path, line, column }) => {
  const headers = { 'X-Glossator-Token': own().token }
  const answer = await fetch('/__glossator/open', { method: 'POST', headers, body: JSON.stringify({ path, line, column }) })
  const { url, refused } = answer.ok ? await answer.json() : { refused: await answer.text() }
  if (url) location.href = url
  return refused
}
