// A real Chromium, watched: whatever a page asks of another origin, breaks of its policy, or throws, is a fault.
import { existsSync } from 'node:fs'
import { expect } from '@jest/globals'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function findChromium(): string {
  const found = [process.env.CHROMIUM_PATH ?? '', ...USUAL_PLACES].find((place) => place && existsSync(place))
  if (found === undefined)
    throw new Error('There is no Chromium here: install it, or name it in CHROMIUM_PATH.')
  return found
}

/** An empty profile each time. */
export const startChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: findChromium(), args: FLAGS })

/** A page, and what went wrong on it so far. */
export interface WatchedPage {
  readonly page: Page
  readonly faults: string[]
}

/** A tab of a new person: nothing kept from others. `origin` is all that it may talk to. */
export async function openWatched(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  const faults: string[] = []
  context.on('request', (request) => {
    const { origin: asked, protocol } = new URL(request.url())
    if (/^(https?|wss?):$/.test(protocol) && asked !== origin) faults.push(`asked ${request.url()}`)
  })
  context.on('weberror', (error) => faults.push(`threw ${error.error().message}`))
  context.on('console', (message) => {
    if (/content security policy|could not create web worker/i.test(message.text()))
      faults.push(message.text())
  })
  return { page: await context.newPage(), faults }
}

/** Ends the tab; fails when anything went wrong on it. */
export async function closeWatched({ page, faults }: WatchedPage): Promise<void> {
  await page.context().close()
  expect(faults).toEqual([])
}
