// The files behind the graph: who can open which, how, and what an admin's new picture changes.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Person, person, signIn } from './journey/people.js'
import { type Platform, startPlatform } from './journey/platform.js'

interface Link {
  readonly url: string
  readonly expiresAt: string
}
interface OwnTicket {
  readonly id: string
  readonly pdfUrl: string
  readonly qrUrl: string
  readonly download: Link
  readonly qrDownload: Link
  readonly payment: { readonly invoiceUrl: string; readonly invoiceDownload: Link }
}

const OWN_TICKETS = `{ me { tickets(first: 1) { nodes {
  id pdfUrl qrUrl
  download { url expiresAt } qrDownload { url expiresAt }
  payment { invoiceUrl invoiceDownload { url expiresAt } }
} } } }`
const PRODUCT = `query ($id: ID!) { product(id: $id) { name description imageUrl stock listPrice { minorUnits } } }`
const LANGUAGES = ['en', 'fr', 'de']

// A PNG of one pixel.
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let platform: Platform
let owner: Person
let stranger: Person
let admin: Person
let guest: Person
let ticket: OwnTicket

/** What a browser's address bar does: no token, only the link. */
const open = (url: string, init: RequestInit = {}) => fetch(url, init)
const as = ({ token }: Person, headers: Record<string, string> = {}): Record<string, string> =>
  token === null ? headers : { authorization: `Bearer ${token}`, ...headers }
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())
const codeOf = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] }
  return errors[0]?.extensions.code
}

beforeAll(async () => {
  platform = await startPlatform('in one process')
  owner = await signIn(platform.url, 'user@example.test')
  stranger = await signIn(platform.url, 'other@example.test')
  admin = await signIn(platform.url, 'admin@example.test')
  guest = person(platform.url)
  const { me } = await owner.ask<{ me: { tickets: { nodes: OwnTicket[] } } }>(OWN_TICKETS)
  const [first] = me.tickets.nodes
  if (first === undefined) throw new Error('the demo user has no ticket')
  ticket = first
})
afterAll(() => platform.close())

const urls = () => [ticket.pdfUrl, ticket.qrUrl, ticket.payment.invoiceUrl]
const links = () => [ticket.download, ticket.qrDownload, ticket.payment.invoiceDownload]

describe('tickets, QR codes and invoices', () => {
  it('open for their owner and for an admin, with the same bytes', async () => {
    for (const url of urls()) {
      const own = await owner.download(url)
      expect([own.status, own.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
      const bytes = await bytesOf(own)
      expect(bytes.subarray(0, 4).toString('latin1')).toMatch(/^(%PDF|\x89PNG)$/)
      expect(bytes.equals(await bytesOf(await admin.download(url)))).toBe(true)
    }
  })

  it('are absent for a stranger, word for word like what was never there', async () => {
    for (const url of urls()) {
      const foreign = await stranger.download(url)
      const absent = await stranger.download(url.replace(/\w\.(?=\w+$)/, 'x.'))
      expect([foreign.status, absent.status]).toEqual([404, 404])
      expect(await foreign.text()).toBe(await absent.text())
    }
  })

  it('ask a guest to sign in', async () => {
    for (const url of urls()) expect((await guest.download(url)).status).toBe(401)
  })

  it('open by their links in a browser, for five minutes', async () => {
    for (const [index, { url, expiresAt }] of links().entries()) {
      const opened = await open(url)
      expect([opened.status, opened.headers.get('content-disposition')]).toEqual([
        200,
        expect.stringMatching(/^inline; filename="[\w-]+\.(pdf|png)"$/),
      ])
      const whole = await bytesOf(await owner.download(urls()[index] ?? ''))
      expect(whole.equals(await bytesOf(opened))).toBe(true)
      const minutes = (Date.parse(expiresAt) - Date.now()) / 60_000
      expect(minutes).toBeGreaterThan(4)
      expect(minutes).toBeLessThanOrEqual(5)
    }
  })

  it('open by no link of another file, and none that was changed', async () => {
    const query = new URL(ticket.download.url).search
    for (const url of [
      ticket.qrUrl + query,
      ticket.payment.invoiceUrl + query,
      `${ticket.pdfUrl}${query}x`,
    ]) {
      const refused = await open(url, { headers: as(owner) })
      expect([refused.status, await codeOf(refused)]).toEqual([401, 'UNAUTHENTICATED'])
    }
  })

  it('come in parts, and as a head alone', async () => {
    const { url } = ticket.download
    const whole = await bytesOf(await open(url))
    const part = await open(url, { headers: { range: 'bytes=5-14' } })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 5-14/${whole.length}`])
    expect((await bytesOf(part)).equals(whole.subarray(5, 15))).toBe(true)
    expect((await open(url, { headers: { range: `bytes=${whole.length}-` } })).status).toBe(416)
    const head = await open(url, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      String(whole.length),
      '',
    ])
  })

  it('open by no link any more when its session has ended, at any gateway', async () => {
    const leaving = await signIn(platform.url, 'user@example.test')
    const { me } = await leaving.ask<{ me: { tickets: { nodes: OwnTicket[] } } }>(OWN_TICKETS)
    const link = new URL(me.tickets.nodes[0]?.download.url ?? '')
    const elsewhere = platform.secondUrl + link.pathname + link.search
    expect((await open(link.href)).status).toBe(200)
    await leaving.ask('mutation { logout }')
    expect((await open(link.href)).status).toBe(401)
    expect((await open(elsewhere)).status).toBe(401)
  })
})

describe('the picture of a product', () => {
  const id = '7'
  const upload = (who: Person, picture = PIXEL, type = 'image/png') =>
    fetch(`${platform.url}/files/product-images/${id}`, {
      method: 'POST',
      headers: as(who, { 'content-type': type }),
      body: picture,
    })
  const inEveryLanguage = () =>
    Promise.all(
      LANGUAGES.map(async (language) => {
        const reader = person(platform.url, { headers: { 'accept-language': language } })
        const { product } = await reader.ask<{ product: { imageUrl: string } }>(PRODUCT, { id })
        return product
      }),
    )

  it('is for everybody, and is not sent again to who has it', async () => {
    const [product] = await inEveryLanguage()
    const first = await open(product?.imageUrl ?? '')
    expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'public, max-age=300'])
    const etag = first.headers.get('etag') ?? ''
    expect(etag).not.toBe('')
    const again = await open(product?.imageUrl ?? '', { headers: { 'if-none-match': etag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  it('is replaced by an admin in all languages, and nothing else with it', async () => {
    const before = await inEveryLanguage()
    const answered = await upload(admin)
    expect(answered.status).toBe(200)
    const { imageUrl } = (await answered.json()) as { imageUrl: string }
    expect(imageUrl).not.toBe(before[0]?.imageUrl)
    expect(await inEveryLanguage()).toEqual(before.map((product) => ({ ...product, imageUrl })))
    const shown = await open(imageUrl)
    expect(shown.headers.get('content-type')).toBe('image/png')
    expect(PIXEL.equals(await bytesOf(shown))).toBe(true)
    const part = await open(imageUrl, { headers: { range: 'bytes=-10' } })
    expect([part.status, (await bytesOf(part)).length]).toEqual([206, 10])
  })

  it('takes an upload as a form, too', async () => {
    const body = new FormData()
    body.set('image', new File([PIXEL], 'pixel.png', { type: 'image/png' }))
    const url = `${platform.url}/files/product-images/${id}`
    expect((await fetch(url, { method: 'POST', headers: as(admin), body })).status).toBe(200)
  })

  it('is changed by nobody else, and into nothing else', async () => {
    const before = await inEveryLanguage()
    const employee = await signIn(platform.url, 'employee@example.test')
    expect([
      (await upload(guest)).status,
      (await upload(owner)).status,
      (await upload(employee)).status,
    ]).toEqual([401, 403, 403])
    expect((await upload(admin, Buffer.from('<svg/>'), 'image/svg+xml')).status).toBe(415)
    // Above the limit of the backend, which is lower than ours.
    const refused = await upload(admin, Buffer.concat([PIXEL, Buffer.alloc(3_000_000)]))
    expect([refused.status, await codeOf(refused)]).toEqual([400, 'BAD_USER_INPUT'])
    expect((await upload(admin, Buffer.concat([PIXEL, Buffer.alloc(6_000_000)]))).status).toBe(413)
    expect(await inEveryLanguage()).toEqual(before)
  })
})
