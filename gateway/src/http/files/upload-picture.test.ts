import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import supertest from 'supertest'
import { type FileGateway, startFileGateway } from '../../testing/file-gateway.js'
import { freeLocks } from '../../testing/free-locks.js'
import { answerJson, type SeenRequest } from '../../testing/http-double.js'

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(100, 7)])
const JPEG = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(100, 7)])
const MEGABYTE = 1024 * 1024

const locked: string[] = []
let image = 'old.jpg'
let test: FileGateway

/** A product in three languages, whose picture is replaced by whatever is posted. */
function answer({ method, url, headers }: SeenRequest, response: Parameters<typeof answerJson>[0]): unknown {
  if (url !== '/api/products/7') return answerJson(response, 404, { message: 'x', code: 'not_found' })
  if (method === 'POST') {
    image = 'new.png'
    return response.writeHead(204).end()
  }
  const details = { places: 1, date: '2024-08-02', time: '10:00', location: 'Vaires', category: 'Rowing' }
  const name = `Final ${headers['accept-language']}`
  const product_details = { ...details, description: `About ${name}`, image }
  answerJson(response, 200, {
    data: { id: 7, name, price: 45.5, sale: 0, stock_quantity: -2, product_details },
  })
}

beforeAll(async () => {
  test = await startFileGateway(answer, { locks: freeLocks((key) => locked.push(key)) })
})
beforeEach(() => {
  image = 'old.jpg'
  locked.length = 0
})
afterAll(() => test.close())

const post = (path = '/files/product-images/7', who: string | null = 'admin') => {
  const request = supertest(test.gateway.handler).post(path)
  return who === null ? request : request.set('authorization', `Bearer ${who}`)
}
const seenPosts = () => test.double.seen.filter(({ method }) => method === 'POST').length
const fieldsOf = async ({ headers, body }: SeenRequest) => {
  const type = headers['content-type'] ?? ''
  return new Response(body, { headers: { 'content-type': type } }).formData()
}

describe('POST /files/product-images/{productId}', () => {
  it('replaces the picture, and leaves all else as it is in three languages', async () => {
    const answered = await post().type('image/png').send(PNG)
    expect([answered.status, answered.headers['cache-control']]).toEqual([200, 'no-store'])
    expect(answered.body.imageUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/files\/product-images\/new\.png$/)
    expect(locked).toEqual(['product:7'])
    const sent = test.double.seen.findLast(({ method }) => method === 'POST')
    if (sent === undefined) throw new Error('nothing was posted')
    expect(sent.headers.authorization).toBe('Bearer token-of-admin')
    const form = await fieldsOf(sent)
    const { image: file, ...fields } = Object.fromEntries(form)
    expect(fields).toMatchObject({
      price: '45.5',
      sale: '',
      stock_quantity: '-2',
      'translations[en][name]': 'Final en',
      'translations[fr][name]': 'Final fr',
      'translations[de][product_details][description]': 'About Final de',
      'translations[de][product_details][places]': '1',
    })
    expect(Object.keys(fields)).toHaveLength(3 + 3 * 7)
    expect(file).toMatchObject({ name: 'picture.png', type: 'image/png', size: PNG.length })
  })

  it('takes the one file of a form, and believes its bytes rather than its name', async () => {
    const options = { filename: '../../x.png', contentType: 'image/png' }
    expect((await post().attach('image', JPEG, options)).status).toBe(200)
    const sent = test.double.seen.findLast(({ method }) => method === 'POST')
    const file = sent && (await fieldsOf(sent)).get('image')
    expect(file).toMatchObject({ name: 'picture.jpg', type: 'image/jpeg' })
  })

  it.each([
    ['a guest', null, 401, 'UNAUTHENTICATED'],
    ['an invalid token', 'nobody', 401, 'UNAUTHENTICATED'],
    ['a customer', 'user', 403, 'FORBIDDEN'],
    ['an employee', 'employee', 403, 'FORBIDDEN'],
  ])('refuses %s', async (_who, token, status, code) => {
    const before = test.double.seen.length
    const answered = await post(undefined, token).type('image/png').send(PNG)
    expect([answered.status, answered.body.errors[0].extensions.code]).toEqual([status, code])
    expect(test.double.seen).toHaveLength(before)
  })

  it('is opened by no link', async () => {
    const path = '/files/product-images/7'
    const caller = { sessionId: null, userId: 1, role: 'ADMIN', backendToken: 'token-of-admin' } as const
    const { url } = await test.fileLinks.seal({ path, caller, publicUrl: '' })
    expect((await post(url, null).type('image/png').send(PNG)).status).toBe(401)
  })

  it.each(['8', '0', '7abc', '-1', '..%2f7', '9'.repeat(20)])('is 404 for the product %s', async (id) => {
    const { status, body } = await post(`/files/product-images/${id}`).type('image/png').send(PNG)
    expect([status, body.errors[0].extensions.code]).toEqual([404, 'NOT_FOUND'])
  })

  it.each([
    ['text', 'text/plain', Buffer.from('hello'), 415],
    ['JSON', 'application/json', Buffer.from('{}'), 415],
    ['text that calls itself a picture', 'image/png', Buffer.from('hello'), 415],
    ['an SVG', 'image/svg+xml', Buffer.from('<svg onload="alert(1)"/>'), 415],
    ['a WebP, which the backend does not take', 'image/webp', Buffer.from('RIFF0000WEBPVP8 '), 415],
    ['nothing', 'image/png', Buffer.alloc(0), 400],
    ['a form that is none', 'multipart/form-data; boundary=x', Buffer.from('--y'), 400],
    ['a form without its boundary', 'multipart/form-data', PNG, 400],
    ['more than 5 MB', 'image/png', Buffer.concat([PNG, Buffer.alloc(5 * MEGABYTE)]), 413],
  ])('refuses %s, and changes nothing', async (_what, type, body, status) => {
    const before = seenPosts()
    const answered = await post()
      .set('content-type', type)
      .serialize((raw: unknown) => raw as string)
      .send(body)
    expect([answered.status, answered.body.errors[0].extensions.code]).toEqual([status, 'BAD_USER_INPUT'])
    expect([seenPosts(), locked]).toEqual([before, []])
  })

  it('takes 5 MB, raw and in a form, and refuses a larger form', async () => {
    const most = Buffer.concat([PNG, Buffer.alloc(5 * MEGABYTE - PNG.length)])
    expect((await post().type('image/png').send(most)).status).toBe(200)
    expect((await post().attach('image', most, 'x.png')).status).toBe(200)
    expect((await post().attach('image', Buffer.concat([most, PNG]), 'x.png')).status).toBe(413)
  })

  it('counts a body that does not say how long it is', async () => {
    const endless = new ReadableStream({ pull: (stream) => stream.enqueue(Buffer.alloc(65_536)) })
    const { url } = await test.gateway.start()
    const sent = fetch(`${url}/files/product-images/7`, {
      method: 'POST',
      headers: { authorization: 'Bearer admin', 'content-type': 'image/png' },
      body: endless,
      duplex: 'half',
    } as RequestInit)
    expect((await sent).status).toBe(413)
  })

  it('refuses a form with another field, or with two pictures', async () => {
    const two = await post().attach('image', PNG, 'a.png').attach('image', PNG, 'b.png')
    const more = await post().field('price', '0').attach('image', PNG, 'a.png')
    const other = await post().attach('picture', PNG, 'a.png')
    const text = await post().field('image', 'hello')
    for (const { status } of [two, more, other, text]) expect(status).toBe(400)
  })
})
