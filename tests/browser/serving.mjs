// Runs the preview of a folder as a separate process.
import { spawn } from 'node:child_process'

/** Starts `serve` in a folder; returns its address and a function that stops it. */
export const serving = async (glossator, folder, ...flags) => {
  const child = spawn(glossator, ['-r', folder, 'serve', ...flags], { stdio: ['ignore', 'ignore', 'pipe'] })
  const address = await new Promise((found, lost) => {
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
      const match = said.match(/http:\/\/\S+\//)
      if (match) found(match[0])
    })
    child.on('exit', () => lost(new Error(`the preview ended: ${said}`)))
  })
  return { address, end: () => child.kill('SIGTERM') }
}
