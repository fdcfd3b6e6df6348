import { once } from 'node:events'
import { request as send } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import supertest, { type Test } from 'supertest'
import { BYTES, callerOf, type FileGateway, startFileGateway } from '../../testing/file-gateway.js'

const TICKET = '/files/tickets/ticket_1.pdf'

let test: FileGateway
beforeAll(async () => {
  test = await startFileGateway()
})
afterAll(() => test.close())

const agent = () => supertest(test.gateway.handler)
const as = (request: Test, who?: string) =>
  who === undefined ? request : request.set('authorization', `Bearer ${who}`)
const get = (path: string, who?: string) => as(agent().get(path).buffer(true), who)
/** `body` is the bytes. */
const getBytes = (path: string, who?: string) =>
  get(path, who).parse((response, done) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.on('end', () => done(null, Buffer.concat(chunks)))
  })
const linkTo = async (path: string, who: string) =>
  (await test.fileLinks.seal({ path, caller: await callerOf(who), publicUrl: '' })).url

const withoutId = ({ status, body }: { status: number; body: unknown }) => ({ status, body })
const NO_FILE = {
  status: 404,
  body: {
    errors: [{ message: 'There is no such file.', extensions: { code: 'NOT_FOUND', retryable: false } }],
  },
}
const BAD_LINK = {
  status: 401,
  body: {
    errors: [
      {
        message: 'The link is invalid or has expired; ask for a new one.',
        extensions: { code: 'UNAUTHENTICATED', retryable: false },
      },
    ],
  },
}

describe('/files of somebody', () => {
  it.each([
    [TICKET, 'application/pdf', 'ticket_1.pdf'],
    ['/files/qr/qr_1.png', 'image/png', 'qr_1.png'],
    ['/files/invoices/invoice_1.pdf', 'application/pdf', 'invoice_1.pdf'],
  ])('streams %s to its owner, and to an admin by the admin route', async (path, type, name) => {
    for (const who of ['user', 'admin']) {
      const { status, headers, body } = await getBytes(path, who)
      expect(status).toBe(200)
      expect(BYTES.equals(body)).toBe(true)
      expect(headers).toMatchObject({
        'content-type': type,
        'content-length': String(BYTES.length),
        'accept-ranges': 'bytes',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      })
    }
    expect(test.double.seen.at(-1)?.url).toContain('/admin/')
  })

  it('gives the head alone to HEAD, of the whole file', async () => {
    const { status, headers, text } = await as(agent().head(TICKET), 'user').set('range', 'bytes=0-9')
    expect([status, headers['content-length'], text ?? '']).toEqual([200, String(BYTES.length), ''])
  })

  it('answers alike what is absent, foreign, and what no file is called', async () => {
    const paths = [
      '/files/tickets/ticket_2.pdf',
      '/files/tickets/ticket_1.png',
      '/files/tickets/..%2finvoices%2finvoice_1.pdf',
      '/files/tickets/%2e%2e',
      '/files/tickets/a%0d%0ab.pdf',
      `/files/tickets/${'a'.repeat(300)}.pdf`,
    ]
    const answers = await Promise.all([
      ...paths.map((path) => get(path, 'user')),
      get('/files/invoices/invoice_1.pdf', 'stranger'),
      get(await linkTo('/files/invoices/invoice_1.pdf', 'stranger')),
    ])
    for (const answer of answers) expect(withoutId(answer)).toEqual(NO_FILE)
  })

  it('asks the backend only for names that a file can have', async () => {
    const before = test.double.seen.length
    await get('/files/tickets/..%2fx.pdf', 'user')
    await get('/files/qr/qr_1.png.exe', 'user')
    expect(test.double.seen).toHaveLength(before)
  })

  it('cuts the connection when the backend breaks off, so that no half file passes for a whole one', async () => {
    await expect(get('/files/tickets/broken.pdf', 'user')).rejects.toThrow(/hang up|aborted|reset/i)
    expect((await get(TICKET, 'user')).status).toBe(200)
  })

  it('is 401 for a guest, for an invalid token, and for one that the backend no longer knows', async () => {
    for (const who of [undefined, 'nobody', 'employee']) {
      const { status, body } = await get(TICKET, who)
      expect(status).toBe(401)
      expect(body.errors[0].extensions.code).toBe('UNAUTHENTICATED')
    }
  })
})

describe('/files by a link', () => {
  it('opens the file in a browser, which has no token, and shows it there', async () => {
    const { status, headers, body } = await getBytes(await linkTo(TICKET, 'user'))
    expect(status).toBe(200)
    expect(BYTES.equals(body)).toBe(true)
    expect(headers).toMatchObject({
      'content-disposition': 'inline; filename="ticket_1.pdf"',
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
    })
    expect((await agent().head(await linkTo(TICKET, 'admin'))).status).toBe(200)
  })

  it('lets the link win over a bearer token, which is not looked at', async () => {
    expect((await get(await linkTo(TICKET, 'user'), 'nobody')).status).toBe(200)
    expect((await get(await linkTo(TICKET, 'stranger'), 'user')).status).toBe(404)
    expect(withoutId(await get(`${TICKET}?link=x`, 'user'))).toEqual(BAD_LINK)
  })

  it('answers every link that is no good with the same 401, and asks the backend for none', async () => {
    const link = (await linkTo(TICKET, 'user')).split('?')[1]
    const before = test.double.seen.length
    const paths = [
      `${TICKET}?link=`,
      `${TICKET}?link=x`,
      `${TICKET}?${link}x`,
      `${TICKET}?${link}&${link}`,
      `/files/tickets/ticket_2.pdf?${link}`,
      `/files/invoices/ticket_1.pdf?${link}`,
      `/files/tickets/..%2fx?${link}`,
    ]
    for (const path of paths) expect(withoutId(await get(path))).toEqual(BAD_LINK)
    expect(test.double.seen).toHaveLength(before)
  })

  it('refuses a link of more than 5 minutes ago, of an ended session, or of one that the backend ended', async () => {
    const url = await linkTo(TICKET, 'user')
    test.clock.time += 300_000
    expect(withoutId(await get(url))).toEqual(BAD_LINK)
    const fresh = await linkTo(TICKET, 'user')
    test.ended.add('user')
    expect(withoutId(await get(fresh))).toEqual(BAD_LINK)
    test.ended.clear()
    expect((await get(fresh)).status).toBe(200)
    expect(withoutId(await get(await linkTo(TICKET, 'employee')))).toEqual(BAD_LINK)
  })
})

describe('a part of a file', () => {
  it.each([
    ['bytes=0-99', 0, 99],
    ['bytes=150000-', 150_000, 199_999],
    ['bytes=-1', 199_999, 199_999],
  ])('is sent for %s', async (range, start, end) => {
    const { status, headers, body } = await getBytes(TICKET, 'user').set('range', range)
    expect(status).toBe(206)
    expect(headers['content-range']).toBe(`bytes ${start}-${end}/200000`)
    expect(headers['content-length']).toBe(String(end - start + 1))
    expect(BYTES.subarray(start, end + 1).equals(body)).toBe(true)
  })

  it('is 416 beyond the end, with the length', async () => {
    const { status, headers, body } = await get(TICKET, 'user').set('range', 'bytes=200000-')
    expect([status, headers['content-range']]).toEqual([416, 'bytes */200000'])
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT')
  })

  it('is the whole for several ranges, for a condition that cannot be met, and where the length is unknown', async () => {
    const several = await getBytes(TICKET, 'user').set('range', 'bytes=0-1,4-5')
    expect([several.status, several.body.length]).toEqual([200, BYTES.length])
    const older = await getBytes(TICKET, 'user').set({ range: 'bytes=0-1', 'if-range': '"old"' })
    expect([older.status, older.body.length]).toEqual([200, BYTES.length])
    const unmeasured = await getBytes('/files/tickets/unmeasured.pdf', 'user').set('range', 'bytes=0-1')
    expect([unmeasured.status, String(unmeasured.body)]).toEqual([200, '%PDF-1.7'])
    expect(unmeasured.headers['accept-ranges']).toBeUndefined()
  })
})

describe('a reader who leaves', () => {
  it('ends the download from the backend, of which no more was read than he took', async () => {
    const size = 48 * 1024 * 1024
    let sent = 0
    let closed = () => {}
    const whenClosed = new Promise<void>((resolve) => {
      closed = resolve
    })
    const slow = await startFileGateway((_seen, response) => {
      response.once('close', closed)
      response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': size })
      const push = () => {
        while (!response.destroyed && sent < size) {
          sent += 65_536
          if (!response.write(Buffer.alloc(65_536))) return void response.once('drain', push)
        }
      }
      push()
    })
    const { port } = await slow.gateway.start()
    const headers = { authorization: 'Bearer user' }
    const [response] = await once(send({ port, host: '127.0.0.1', path: TICKET, headers }).end(), 'response')
    await once(response, 'readable')
    response.destroy()
    await whenClosed
    expect(sent).toBeLessThan(size)
    await slow.close()
  })
})
