// Requests to the server. All except scripts need the token in the page.
import { own } from '../preview/script.js'
import { say } from './words.js'

export { open } from '../preview/script.js'

/** The source of the article. */
export const source = () => own().source ?? ''

/** Why an action was refused, in the server's words. */
export class Refused extends Error {
  /** @param {{ code: string, message: string, diagnostics?: Trouble[] }} answer */
  constructor({ code, message, diagnostics }) {
    super(message)
    this.code = code
    this.diagnostics = diagnostics ?? []
  }
}

/** @param {string} path @param {object} [body] @returns {Promise<any>} */
const ask = async (path, body) => {
  const headers = { 'X-Glossator-Token': own().token ?? '' }
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

/** @param {Record<string, string>} pairs */
const query = (pairs) => new URLSearchParams(pairs).toString()

/** @returns {Promise<{ words: Record<string, string>, dir: string, language: string }>} */
export const words = () => ask('words')
/** @returns {Promise<Article>} */
export const article = () => ask(`article?${query({ source: source() })}`)
/** @param {string} q @returns {Promise<Entity[]>} */
export const entities = async (q) => (await ask(`entities?${query({ q, source: source() })}`)).entities
/** @param {object} action @returns {Promise<Written>} */
export const act = (action) => ask('act', { source: source(), action })
/** @returns {Promise<Written>} */
export const undo = () => ask('undo', {})
/** A note as HTML. @param {string} markdown @returns {Promise<string>} */
export const note = async (markdown) => (await ask('note', { source: source(), note: markdown })).html

/** Diagnostics of the article's own files. @returns {Promise<Trouble[]>} */
export const troubles = async () => {
  const { list } = await (await fetch('/__glossator/troubles', { cache: 'no-store' })).json()
  const stem = source().replace(/\.md$/, '')
  return list.filter((/** @type {Trouble} */ { path }) => path === source() || path.startsWith(`${stem}.annotations.`))
}
