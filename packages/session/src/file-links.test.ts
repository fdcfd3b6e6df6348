import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Caller } from './call-context.js'
import { createFileLinks } from './file-links.js'
import { tampered } from './tampering.js'
import { createSessionTokens } from './tokens.js'

const START = Date.UTC(2024, 6, 26)
const SECRET = 'shared by gateway and subgraphs'
const PATH = '/files/tickets/ticket_1.pdf'
const refusal = {
  code: 'UNAUTHENTICATED',
  publicMessage: 'The link is invalid or has expired; ask for a new one.',
}

const caller: Caller = {
  sessionId: 'session-7',
  userId: 7,
  role: 'USER',
  backendToken: `17|${'Qz7'.repeat(16)}`,
}

function setUp(secret = SECRET) {
  const clock = { time: START }
  return { clock, links: createFileLinks({ secret, now: () => clock.time }) }
}

async function linkTo(path = PATH, links = setUp().links) {
  const { url, expiresAt } = await links.seal({ path, caller, publicUrl: 'https://tickets.example' })
  return { url, expiresAt, link: new URL(url).searchParams.get('link') ?? '' }
}

describe('createFileLinks', () => {
  it('makes a URL at the gateway that opens its file in the name of its caller', async () => {
    const { url, link } = await linkTo()
    expect(url).toMatch(/^https:\/\/tickets\.example\/files\/tickets\/ticket_1\.pdf\?link=[\w.-]+$/)
    expect(await setUp().links.open(link, PATH)).toEqual(caller)
  })

  it('keeps a caller who came with a raw backend token', async () => {
    const { links } = setUp()
    const { url } = await links.seal({ path: PATH, caller: { ...caller, sessionId: null }, publicUrl: '' })
    expect(await links.open(url.split('=')[1] ?? '', PATH)).toEqual({ ...caller, sessionId: null })
  })

  it('is good for 5 minutes, and says until when', async () => {
    const { clock, links } = setUp()
    const { expiresAt, link } = await linkTo(PATH, links)
    expect(expiresAt).toEqual(new Date(START + 300_000))
    clock.time = START + 299_999
    expect((await links.open(link, PATH)).userId).toBe(7)
    clock.time = START + 300_000
    await expect(links.open(link, PATH)).rejects.toMatchObject(refusal)
  })

  it('opens no other path, and not with another secret', async () => {
    const { link } = await linkTo()
    for (const path of ['/files/tickets/ticket_2.pdf', '/files/invoices/ticket_1.pdf', '', `${PATH}?`]) {
      await expect(setUp().links.open(link, path)).rejects.toMatchObject(refusal)
    }
    await expect(setUp('another').links.open(link, PATH)).rejects.toMatchObject(refusal)
  })

  it('opens links of every secret that it is given', async () => {
    const { link } = await linkTo(PATH, setUp('the old one').links)
    expect((await setUp('the new one,the old one').links.open(link, PATH)).userId).toBe(7)
  })

  it('does not show the backend token', async () => {
    const { link } = await linkTo()
    expect(Buffer.from(link.replaceAll('.', ''), 'base64url').toString('latin1')).not.toContain('Qz7')
    expect(link).not.toContain('Qz7')
  })

  it('refuses a session token, although it was sealed with the same secret, and is none itself', async () => {
    const tokens = createSessionTokens({ secret: SECRET, now: () => START })
    const sid = '6f9c1a52-3a5e-4f0b-9d0e-2b3c4d5e6f70'
    const token = await tokens.seal({ sid, userId: 7, backendToken: 'x', exp: START / 1000 + 60 })
    await expect(setUp().links.open(token, PATH)).rejects.toMatchObject(refusal)
    await expect(tokens.open((await linkTo()).link)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  it('refuses a link in which any one character was changed, and whatever is none', async () => {
    const { links } = setUp()
    const { link } = await linkTo()
    await fc.assert(
      fc.asyncProperty(tampered(link), async (changed) => {
        await expect(links.open(changed, PATH)).rejects.toMatchObject(refusal)
      }),
    )
    for (const nothing of ['', 'null', '{}', 'a'.repeat(10_000)]) {
      await expect(links.open(nothing, PATH)).rejects.toMatchObject(refusal)
    }
  })
})
