// Chromium, with the settings that all tests use.
import { chromium } from 'playwright-core'

export const path = '/usr/bin/chromium'
export const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync']
export const launch = () => chromium.launch({ executablePath: path, args: flags })

/** Runs `work(page)` in a new browser context. */
export const within = async (browser, options, work) => {
  const context = await browser.newContext(options)
  try {
    return await work(await context.newPage(), context)
  } finally {
    await context.close()
  }
}
