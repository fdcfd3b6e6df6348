import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type BackendClient, createBackendClient } from '@ticketing/backend-client'
import { CodedError, createLog, createMetrics } from '@ticketing/service-kit'
import type { Caller, Role } from '@ticketing/session'
import supertest from 'supertest'
import { answerJson, type HttpDouble, type SeenRequest, startHttpDouble } from '../../testing/http-double.js'
import { createTestGateway, type TestGateway } from '../../testing/test-gateway.js'

const log = createLog({ name: 'test', level: 'silent' })
const PDF = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 256))
const OWNERS = ['/api/tickets/ticket_1.pdf', '/api/tickets/qr/qr_1.png', '/api/invoices/invoice_1.pdf']
const ADMINS = [
  '/api/tickets/admin/ticket_1.pdf',
  '/api/tickets/admin/qr/qr_1.png',
  '/api/invoices/admin/invoice_1.pdf',
]

const callerOf = async (bearer: string): Promise<Caller> => {
  if (bearer === 'nobody') throw new CodedError('UNAUTHENTICATED', 'The token is invalid or expired.')
  const role = bearer.toUpperCase() as Role
  return { sessionId: bearer, userId: 1, role, backendToken: `token-of-${bearer}` }
}

/** Owner's files for `user`, admin's for `admin`; 403 for the wrong role, as the REST API has it; one picture for all. */
function answer({ url, headers }: SeenRequest, response: ServerResponse): unknown {
  if (url === '/products/images/final.jpg') {
    const validators = { etag: '"abc"', 'last-modified': 'Sun, 22 Nov 2026 11:02:55 GMT' }
    if (headers['if-none-match'] === '"abc"') return response.writeHead(304, validators).end()
    return response
      .writeHead(200, { 'content-type': 'image/jpeg', 'content-length': PDF.length, ...validators })
      .end(PDF)
  }
  const send = () =>
    response
      .writeHead(200, {
        'content-type': url.endsWith('.png') ? 'image/png' : 'application/pdf',
        'content-length': PDF.length,
        'content-disposition': 'attachment; filename=internal-name.pdf',
      })
      .end(PDF)
  if (url === '/products/images/final.svg') {
    return response
      .writeHead(200, { 'content-type': 'image/svg+xml' })
      .end('<svg xmlns="http://www.w3.org/2000/svg"/>')
  }
  if (url.endsWith('/broken.pdf')) {
    response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': PDF.length })
    return response.write(PDF.subarray(0, 1_000), () => response.destroy())
  }
  const token = headers.authorization
  if (token === 'Bearer token-of-employee')
    return answerJson(response, 401, { message: 'x', code: 'unauthenticated' })
  if (OWNERS.includes(url) && token === 'Bearer token-of-user') return send()
  if (ADMINS.includes(url)) return token === 'Bearer token-of-admin' ? send() : answerJson(response, 403, {})
  answerJson(response, 404, { message: `No query results for ${url}`, code: 'not_found' })
}

let double: HttpDouble
let backend: BackendClient
let test: TestGateway

beforeAll(async () => {
  double = await startHttpDouble(answer)
  backend = createBackendClient({ baseUrl: double.url, log, metrics: createMetrics(), now: Date.now })
  test = await createTestGateway({ TICKETING_API_URL: double.url }, { backend, sessions: { callerOf } })
})
afterAll(async () => {
  await test.gateway.close()
  await backend.close()
  await double.close()
})

const agent = () => supertest(test.gateway.handler)
const get = (path: string, who?: string) => {
  const request = agent().get(path).buffer(true)
  return who === undefined ? request : request.set('authorization', `Bearer ${who}`)
}
const hashOf = (bytes: unknown) =>
  createHash('sha256')
    .update(bytes as Buffer)
    .digest('hex')

describe('/files of somebody', () => {
  it.each([
    ['/files/tickets/ticket_1.pdf', 'application/pdf', 'ticket_1.pdf'],
    ['/files/qr/qr_1.png', 'image/png', 'qr_1.png'],
    ['/files/invoices/invoice_1.pdf', 'application/pdf', 'invoice_1.pdf'],
  ])('streams %s to its owner, and to an admin by the admin route', async (path, type, name) => {
    for (const who of ['user', 'admin']) {
      const { status, headers, body } = await get(path, who).parse((response, done) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => done(null, Buffer.concat(chunks)))
      })
      expect(status).toBe(200)
      expect(hashOf(body)).toBe(hashOf(PDF))
      expect(headers).toMatchObject({
        'content-type': type,
        'content-length': String(PDF.length),
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      })
    }
    expect(double.seen.at(-1)?.url).toContain('/admin/')
  })

  it('gives the head alone to HEAD', async () => {
    const { status, headers, text } = await agent()
      .head('/files/tickets/ticket_1.pdf')
      .set('authorization', 'Bearer user')
    expect([status, headers['content-length'], text ?? '']).toEqual([200, String(PDF.length), ''])
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
    ])
    const withoutId = answers.map(({ status, body }) => ({ status, body }))
    for (const one of withoutId) {
      expect(one).toEqual({
        status: 404,
        body: {
          errors: [
            { message: 'There is no such file.', extensions: { code: 'NOT_FOUND', retryable: false } },
          ],
        },
      })
    }
  })

  it('asks the backend only for names that a file can have', async () => {
    const before = double.seen.length
    await get('/files/tickets/..%2fx.pdf', 'user')
    await get('/files/qr/qr_1.png.exe', 'user')
    expect(double.seen).toHaveLength(before)
  })

  it('cuts the connection when the backend breaks off, so that no half file passes for a whole one', async () => {
    await expect(get('/files/tickets/broken.pdf', 'user')).rejects.toThrow(/hang up|aborted|reset/i)
    expect((await get('/files/tickets/ticket_1.pdf', 'user')).status).toBe(200)
  })

  it('is 401 for a guest, for an invalid token, and for one that the backend no longer knows', async () => {
    for (const who of [undefined, 'nobody', 'employee']) {
      const { status, body } = await get('/files/tickets/ticket_1.pdf', who)
      expect(status).toBe(401)
      expect(body.errors[0].extensions.code).toBe('UNAUTHENTICATED')
    }
  })
})

describe('/files/product-images', () => {
  it('passes a picture through for anybody, with what caches need', async () => {
    const { status, headers } = await get('/files/product-images/final.jpg')
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      etag: '"abc"',
      'last-modified': 'Sun, 22 Nov 2026 11:02:55 GMT',
      'cache-control': 'public, max-age=300',
    })
    const again = await get('/files/product-images/final.jpg').set('if-none-match', '"abc"')
    expect(again.status).toBe(304)
  })

  it('lets no script run in a picture that is opened by itself', async () => {
    const { headers } = await get('/files/product-images/final.svg')
    expect(headers['content-type']).toBe('image/svg+xml')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).toContain('sandbox')
  })

  it('never passes on who asks', async () => {
    await get('/files/product-images/final.jpg', 'user')
    expect(double.seen.at(-1)?.headers.authorization).toBeUndefined()
  })

  it.each(['gone.jpg', '..%2f..%2fapi%2fusers.jpg', 'final.jpg%3fx', 'notes.txt', '.hidden.jpg'])(
    'answers %s with a coded 404',
    async (name) => {
      const { status, body } = await get(`/files/product-images/${name}`)
      expect(status).toBe(404)
      expect(body.errors[0].extensions.code).toBe('NOT_FOUND')
    },
  )

  it('says so when the backend is away', async () => {
    const { gateway } = await createTestGateway({ TICKETING_API_URL: 'http://127.0.0.1:9' })
    const { status, body } = await supertest(gateway.handler).get('/files/product-images/final.jpg')
    expect(status).toBe(502)
    expect(body.errors[0].extensions.code).toBe('BACKEND_UNAVAILABLE')
    await gateway.close()
  })
})
