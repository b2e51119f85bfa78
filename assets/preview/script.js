// The script element of the preview, with what the server says about the page.

const ID = 'g-preview-script'

/** Whether a node is the script element of the preview. @param {Node} node */
export const isOwn = (node) => node instanceof Element && node.id === ID

/** The script element of a page. @param {Document} page */
export const scriptOf = (page) => page.getElementById(ID)

/** The data of the page in the browser: `token`, `page`, `source`, and flags such as `draft`. */
export const own = () => /** @type {HTMLElement} */ (scriptOf(document)).dataset

/**
 * Opens a source in the author's editor.
 * @param {SourcePlace} place
 * @returns {Promise<string | undefined>} why it cannot be opened
 */
export const open = async ({ path, line, column }) => {
  const answer = await fetch('/__glossator/open', {
    method: 'POST',
    headers: { 'X-Glossator-Token': own().token ?? '', 'Content-Type': 'application/json' },
    body: JSON.stringify({ path, line, column }),
  })
  const { url, refused } = answer.ok ? await answer.json() : { refused: await answer.text() }
  if (url) location.href = url
  return refused
}
