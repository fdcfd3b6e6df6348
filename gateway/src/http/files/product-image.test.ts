import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import supertest from 'supertest'
import { BYTES, type FileGateway, startFileGateway } from '../../testing/file-gateway.js'

const PICTURE = '/files/product-images/final.jpg'

let test: FileGateway
beforeAll(async () => {
  test = await startFileGateway()
})
afterAll(() => test.close())

const agent = (gateway = test.gateway) => supertest(gateway.handler)
const get = (path: string) => agent().get(path)

describe('/files/product-images', () => {
  it('passes a picture through for anybody, with what caches need', async () => {
    const { status, headers, body } = await get(PICTURE)
    expect(status).toBe(200)
    expect(BYTES.equals(body)).toBe(true)
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(BYTES.length),
      etag: '"abc"',
      'last-modified': 'Sun, 22 Nov 2026 11:02:55 GMT',
      'cache-control': 'public, max-age=300',
      'x-content-type-options': 'nosniff',
    })
    const head = await agent().head(PICTURE)
    expect([head.status, head.headers.etag]).toEqual([200, '"abc"'])
  })

  it('is 304 for who has it already, with the same validators', async () => {
    for (const again of [get(PICTURE), agent().head(PICTURE)]) {
      const { status, headers, text } = await again.set('if-none-match', '"abc"')
      expect([status, text ?? '']).toEqual([304, ''])
      expect(headers).toMatchObject({ etag: '"abc"', 'cache-control': 'public, max-age=300' })
    }
    expect((await get(PICTURE).set('if-none-match', '"old"')).status).toBe(200)
  })

  it('sends a part, unless the picture has changed since', async () => {
    const part = await get(PICTURE).set({ range: 'bytes=0-9', 'if-range': '"abc"' })
    expect([part.status, part.headers['content-range'], part.body.length]).toEqual([
      206,
      'bytes 0-9/200000',
      10,
    ])
    const changed = await get(PICTURE).set({ range: 'bytes=0-9', 'if-range': '"old"' })
    expect([changed.status, changed.body.length]).toEqual([200, BYTES.length])
    expect((await get(PICTURE).set('range', 'bytes=200000-')).status).toBe(416)
  })

  it('lets no script run in a picture that is opened by itself', async () => {
    const { headers } = await get('/files/product-images/final.svg')
    expect(headers['content-type']).toBe('image/svg+xml')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).toContain('sandbox')
  })

  it('never passes on who asks', async () => {
    await get(PICTURE).set('authorization', 'Bearer user')
    expect(test.double.seen.at(-1)?.headers.authorization).toBeUndefined()
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
    const away = await startFileGateway()
    await away.double.close()
    const { status, body } = await agent(away.gateway).get(PICTURE)
    expect(status).toBe(502)
    expect(body.errors[0].extensions.code).toBe('BACKEND_UNAVAILABLE')
    await away.gateway.close()
    await away.backend.close()
  })
})
