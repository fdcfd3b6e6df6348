// The Playground as people meet it: in a real browser, over a whole platform.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { closeWatched, openWatched, startChromium, type WatchedPage } from './journey/chromium.js'
import { type Platform, startPlatform } from './journey/platform.js'

let platform: Platform
let browser: Browser
let watched: WatchedPage
let page: Page

beforeAll(async () => {
  ;[platform, browser] = await Promise.all([startPlatform('in one process'), startChromium()])
})
afterAll(async () => {
  await browser.close()
  await platform.close()
})
beforeEach(async () => {
  watched = await openWatched(browser, platform.url)
  page = watched.page
  await page.goto(`${platform.url}/playground`)
  await page.locator('.graphiql-query-editor .view-line').first().waitFor()
})
afterEach(() => closeWatched(watched))

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const strip = () => page.getByRole('region', { name: 'About the answer' })
const answer = () => page.locator('.graphiql-response')

async function signInAs(label: string, role: string): Promise<void> {
  await button(label).click()
  await page.locator('.role', { hasText: role }).waitFor()
}

const example = (title: string) => page.locator('.examples li button', { hasText: title })

async function run(): Promise<string> {
  const answered = page.waitForResponse(
    (response) =>
      response.url().endsWith('/graphql') &&
      !response.request().postData()?.includes('IntrospectionQuery') === true,
  )
  await button(/^Execute query/).click()
  const text = await (await answered).text()
  await strip().waitFor()
  return text
}

async function openAndRun(title: string): Promise<string> {
  await example(title).click()
  return run()
}

describe('somebody who tries the gateway', () => {
  it('signs in with one click, reads an answer, opens the ticket that it names, and signs out', async () => {
    await signInAs('Customer', 'USER')
    await page.getByText('Ugo Lambert').waitFor()
    await openAndRun('My tickets, ready to open')
    await answer().getByText('"firstName"').waitFor()

    const [shown, file] = await Promise.all([
      page.waitForEvent('popup'),
      page.waitForResponse((response) => response.url().includes('/files/tickets/')),
      strip().getByRole('button', { name: 'PDF tickets 1' }).click(),
    ])
    expect([file.status(), file.headers()['content-type']]).toEqual([200, 'application/pdf'])
    expect(shown.url()).toMatch(/^blob:/)

    const link = strip().getByRole('link', { name: /PDF tickets 1/ })
    const [, linked] = await Promise.all([
      page.waitForEvent('popup'),
      page.context().waitForEvent('response', (response) => response.url().includes('?link=')),
      link.click(),
    ])
    expect([linked.status(), linked.headers()['content-type']]).toEqual([200, 'application/pdf'])

    await button('Sign out').click()
    await page.getByText('Not signed in').waitFor()
    await strip().waitFor({ state: 'detached' })
    await answer().getByText('"firstName"').waitFor({ state: 'detached' })
  })

  it('reads the docs of a type', async () => {
    await button(/Documentation Explorer/).click()
    const docs = page.locator('.graphiql-doc-explorer')
    await docs.getByRole('link', { name: 'Query', exact: true }).click()
    await docs.getByRole('link', { name: 'Product', exact: true }).first().click()
    await docs
      .getByRole('heading', { name: 'Product' })
      .or(docs.getByText('Product', { exact: true }))
      .first()
      .waitFor()
    await docs.getByRole('link', { name: 'startsAtText', exact: true }).waitFor()
  })

  it('reads answers in the language chosen', async () => {
    await page.getByLabel('Language of the answers').selectOption('de')
    expect(await openAndRun('The programme')).toContain('Eröffnungsfeier')
  })

  it('keeps a guest’s cart, and takes it along when signing in', async () => {
    const filled = await openAndRun('Put two tickets into the cart')
    const kept = await openAndRun('What is in the cart')
    const id = /"id":"([0-9a-f-]{36})"/.exec(filled)?.[1]
    expect(id).toBeDefined()
    expect(kept).toContain(`"id":"${id}"`)
    await signInAs('Other customer', 'USER')
    const merged = await run()
    expect(merged).not.toContain(`${id}`)
    expect(merged).toContain('"quantity":2')
  })

  it('is told each error’s code and place', async () => {
    await page.locator('.examples summary', { hasText: 'Admin' }).click()
    await openAndRun('The last payments that were paid')
    await strip().getByText('UNAUTHENTICATED').waitFor()
  })
})

describe('a session', () => {
  it('is kept in this tab alone, and survives its reload', async () => {
    await signInAs('Admin', 'ADMIN')
    const stored = (kind: string) => page.evaluate<string>(`JSON.stringify({ ...${kind} })`)
    const [everywhere, here] = [await stored('localStorage'), await stored('sessionStorage')]
    const token = /token\\*":\\*"([^"\\]+)/.exec(here)?.[1] ?? 'none'
    expect(token.length).toBeGreaterThan(100)
    expect(everywhere).not.toContain(token)
    await page.reload()
    await page.getByText('Ada Moreau').waitFor()
    expect(await page.context().cookies()).toEqual([])
  })

  it('that has ended is said to have ended', async () => {
    const session = { token: 'gone', email: 'a@b.c', name: 'Somebody', role: 'USER' }
    const kept = JSON.stringify(JSON.stringify({ session }))
    await page.evaluate(`sessionStorage.setItem('ticketing-playground', ${kept})`)
    await page.reload()
    await page.getByText('Your session has ended.').waitFor()
    await page.getByText('Not signed in').waitFor()
  })

  it('starts by address and password too, and says why when it does not', async () => {
    await button('Sign in…').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('E-mail').fill('employee@example.test')
    await dialog.getByLabel('Password').fill('not this')
    await dialog.getByLabel('Password').press('Enter')
    await dialog.getByRole('alert').filter({ hasText: /\w/ }).waitFor()
    await dialog.getByLabel('Password').fill('Demo-Password-2024!')
    await dialog.getByLabel('Password').press('Enter')
    await page.getByText('Emil Keller').waitFor()
  })
})

describe('the examples', () => {
  it.each([
    ['Guest', null],
    ['Customer', 'USER'],
    ['Employee', 'EMPLOYEE'],
    ['Admin', 'ADMIN'],
  ])('of the %s run word for word, without an error', async (label, role) => {
    if (role !== null) await signInAs(label, role)
    const titles = await page.locator('.examples details[open] li b').allTextContents()
    expect(titles.length).toBeGreaterThanOrEqual(4)
    for (const title of titles) {
      const text = await openAndRun(title)
      expect({ title, errors: JSON.parse(text).errors }).toEqual({ title, errors: undefined })
    }
  })
})

describe('the page', () => {
  it.each([1280, 800])('fits a screen %d pixels wide', async (width) => {
    await page.setViewportSize({ width, height: 700 })
    await page.reload()
    await page.locator('.graphiql-query-editor .view-line').first().waitFor()
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    expect(overflow).toBeLessThanOrEqual(0)
    await run()
  })

  it('completes from the schema, in its workers, and runs by keyboard', async () => {
    await page.locator('.graphiql-query-editor .view-lines').click()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('{ prod')
    await page.keyboard.press('Control+Space')
    await page.locator('.suggest-widget').getByText('products').first().waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('{ __typename ')
    const answered = page.waitForResponse((response) => response.url().endsWith('/graphql'))
    await page.keyboard.press('Control+Enter')
    expect(await (await answered).json()).toEqual({ data: { __typename: 'Query' } })
  })
})
