// What a stranger tries at the gateway's doors: its files, its headers, its own questions, and many at once.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Person, signIn } from './journey/people.js'
import { type Platform, startPlatform } from './journey/platform.js'

interface OwnTicket {
  readonly pdfUrl: string
  readonly qrUrl: string
  readonly download: { readonly url: string }
  readonly payment: { readonly invoiceUrl: string }
}
interface Own {
  readonly me: { readonly id: string; readonly tickets: { readonly nodes: readonly OwnTicket[] } }
}
const OWN = `{ me { id tickets(first: 1) { nodes { pdfUrl qrUrl download { url } payment { invoiceUrl } } } } }`

let platform: Platform
let clockIsAhead = 0
let victim: Person
let victimId: string
let ticket: OwnTicket

beforeAll(async () => {
  const now = () => Date.now() + clockIsAhead
  platform = await startPlatform('in one process', {
    second: false,
    now,
    env: { ACCOUNT_CHECK_SECONDS: '0' },
  })
  victim = await signIn(platform.url, 'user@example.test')
  const { me } = await victim.ask<Own>(OWN)
  const [first] = me.tickets.nodes
  if (first === undefined) throw new Error('the victim has no ticket')
  victimId = me.id
  ticket = first
})
afterAll(() => platform.close())

const post = async (body: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(`${platform.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { status: response.status, text: await response.text() }
}

/** How often the gateway has called the backend, on one route or on all. */
async function backendCalls(route = ''): Promise<number> {
  const metrics = await (await fetch(`${platform.url}/metrics`)).text()
  const lines = metrics.split('\n').filter((line) => line.startsWith('backend_calls_total{'))
  const counted = lines.filter((line) => line.includes(`route="${route}`))
  return counted.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}

describe('a link to a file', () => {
  const search = () => new URL(ticket.download.url).search

  it('is no bearer token, and a bearer token is no link', async () => {
    const link = search().replace('?link=', '')
    expect((await post({ query: '{ me { id } }' }, { authorization: `Bearer ${link}` })).status).toBe(401)
    expect((await fetch(`${ticket.pdfUrl}?link=${victim.token}`)).status).toBe(401)
  })

  it('opens no other file, and none by another spelling of its path', async () => {
    const { pathname } = new URL(ticket.pdfUrl)
    const paths = [
      new URL(ticket.qrUrl).pathname,
      new URL(ticket.payment.invoiceUrl).pathname,
      pathname.replace('/files/tickets/', '/files/tickets/%2e%2e/invoices/'),
      pathname.replace('.pdf', '.PDF'),
      pathname.replace('/files/', '/files//'),
    ]
    for (const path of paths) {
      const { status } = await fetch(platform.url + path + search())
      expect([path, [401, 404].includes(status)]).toEqual([path, true])
    }
    expect((await fetch(ticket.download.url)).status).toBe(200)
  })

  it('is what a file asks for: its name alone opens it to nobody else', async () => {
    for (const name of ['other', 'employee']) {
      const someone = await signIn(platform.url, `${name}@example.test`)
      for (const url of [ticket.pdfUrl, ticket.qrUrl, ticket.payment.invoiceUrl]) {
        expect((await someone.download(url)).status).toBe(404)
        expect((await fetch(url)).status).toBe(401)
      }
    }
  })

  it('ends with a letter changed, and after five minutes', async () => {
    const { url } = ticket.download
    const changed = url.slice(0, -10) + (url.at(-10) === 'A' ? 'B' : 'A') + url.slice(-9)
    expect((await fetch(changed)).status).toBe(401)
    clockIsAhead = 4.9 * 60_000
    expect((await fetch(url)).status).toBe(200)
    clockIsAhead = 5.1 * 60_000
    const late = await fetch(url)
    clockIsAhead = 0
    expect(late.status).toBe(401)
  })
})

describe('headers that only the gateway itself may write', () => {
  it.each([
    'x-ticketing-call',
    'x-user-id',
    'x-role',
    'x-caller',
    'x-forwarded-user',
    'x-apollo-federation-include-trace',
    'x-internal',
  ])('are without effect from outside: %s', async (name) => {
    const caller = JSON.stringify({
      caller: { userId: 1, role: 'ADMIN', backendToken: 'x', sessionId: null },
    })
    for (const value of ['1', 'ADMIN', caller]) {
      const { text } = await post({ query: '{ me { id } users { totalCount } }' }, { [name]: value })
      expect(JSON.parse(text)).toMatchObject({
        data: { me: null, users: null },
        errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
      })
    }
  })

  it('give a signed-in person no other number and no other role', async () => {
    const headers = { 'x-user-id': '1', 'x-role': 'ADMIN', authorization: `Bearer ${victim.token}` }
    const { text } = await post({ query: '{ me { id role } users { totalCount } }' }, headers)
    expect(JSON.parse(text).data).toEqual({ me: { id: victimId, role: 'USER' }, users: null })
  })
})

describe('the ways that only the gateway goes', () => {
  it.each([
    '{ _service { sdl } }',
    '{ _entities(representations: [{ __typename: "User", id: 1 }]) { ... on User { email } } }',
    '{ user: _entities(representations: []) { __typename } }',
  ])('are no part of the graph outside: %s', async (query) => {
    const { status, text } = await post({ query }, { authorization: `Bearer ${victim.token}` })
    expect(status).toBe(400)
    expect(JSON.parse(text).data).toBeUndefined()
  })
})

describe('many at once', () => {
  const login = (password: string) =>
    `login(input: { email: "admin@example.test", password: "${password}" }) { __typename }`

  it('is no list of operations', async () => {
    const { status } = await post(Array.from({ length: 10 }, () => ({ query: '{ me { id } }' })))
    expect(status).toBe(400)
  })

  it('is not fifty passwords in one operation: none of them is tried', async () => {
    const before = await backendCalls('/api/auth/login')
    const aliases = Array.from({ length: 50 }, (_, index) => `a${index}: ${login(`guess-${index}`)}`)
    const inFragments = Array.from({ length: 50 }, (_, index) => `... { b${index}: ${login('guess')} }`)
    for (const attempt of [aliases, inFragments]) {
      const { status, text } = await post({ query: `mutation { ${attempt.join(' ')} }` })
      expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([400, 'OPERATION_TOO_COMPLEX'])
    }
    const nested = `mutation { ...F } fragment F on Mutation { ${aliases.join(' ')} }`
    expect((await post({ query: nested })).status).toBe(400)
    expect(await backendCalls('/api/auth/login')).toBe(before)
  })
})
