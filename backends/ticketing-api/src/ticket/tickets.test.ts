import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Bench, setUpBench } from '../testing/bench.js'
import { buy, stockOf } from '../testing/purchase.js'
import { readQrCode } from '../testing/read-qr-code.js'

let bench: Bench
let admin: string
let employee: string
let user: string
let other: string
beforeAll(async () => {
  bench = await setUpBench()
  admin = await bench.signIn('admin')
  employee = await bench.signIn('employee')
  user = await bench.signIn('user')
  other = await bench.signIn('other')
})
afterAll(() => bench.close())

interface Codes {
  readonly id: number
  readonly token: string
  readonly qr: string
  readonly pdf: string
  readonly code: string
}

/** Buys one ticket for user@example.test and gives its names. */
const newTicket = async (): Promise<Codes> => {
  const { uuid } = await buy(bench, user, 10, 1)
  const reply = await bench.get(`/api/tickets?payment_uuid=${uuid}`, { token: admin })
  const [qr, pdf] = ['qr_filename', 'pdf_filename'].map((key) =>
    String(reply.at(`data.0.${key}`))
      .split('/')
      .at(-1),
  )
  const code = /^qr_(.+)\.png$/.exec(qr ?? '')?.[1] ?? ''
  const token = String(reply.at('data.0.token'))
  return { id: Number(reply.at('data.0.id')), token, qr: qr ?? '', pdf: pdf ?? '', code }
}
const scan = (method: string, code: string, token = employee) =>
  bench.call(method, `/api/tickets/scan/${code}`, { token })

describe('the files of a ticket', () => {
  it('are a QR code that holds the scan code, and a PDF', async () => {
    const ticket = await newTicket()
    const qr = await bench.get(`/api/tickets/qr/${ticket.qr}`, { token: user })
    expect(qr.headers.get('content-type')).toBe('image/png')
    expect(qr.bytes.subarray(1, 4).toString()).toBe('PNG')
    expect(readQrCode(qr.bytes, 4, 6)).toBe(ticket.code)
    const pdf = await bench.get(`/api/tickets/${ticket.pdf}`, { token: user })
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.headers.get('content-disposition')).toBe(`attachment; filename=${ticket.pdf}`)
    const again = await bench.get(`/api/tickets/${ticket.pdf}`, {
      token: user,
      headers: { range: 'bytes=0-3' },
    })
    expect([again.status, again.bytes.equals(pdf.bytes)]).toEqual([200, true])
  })

  it('are for their holder, and for admins on routes of their own', async () => {
    const ticket = await newTicket()
    for (const [path, file] of [
      ['', ticket.pdf],
      ['qr/', ticket.qr],
    ]) {
      for (const token of [other, admin])
        expect((await bench.get(`/api/tickets/${path}${file}`, { token })).status).toBe(404)
      expect((await bench.get(`/api/tickets/admin/${path}${file}`, { token: admin })).status).toBe(200)
      const refused = await bench.get(`/api/tickets/admin/${path}none`, { token: employee })
      expect([refused.status, refused.at('code')]).toEqual([403, 'http_error'])
      expect((await bench.get(`/api/tickets/admin/${path}none`, { token: admin })).status).toBe(404)
    }
    const storage = await bench.get(`/storage/qrcodes/${ticket.qr}`, { token: user })
    expect(storage.status).toBe(403)
  })

  it('cannot be talked out of the folder', async () => {
    for (const name of ['..%2f..%2fetc%2fpasswd', 'ticket_..%2f..%2fx.pdf', '%2e%2e', 'ticket_%.pdf'])
      expect((await bench.get(`/api/tickets/${name}`, { token: user })).status).toBe(404)
  })
})

describe('a scan', () => {
  it('looks up by the QR code and admits once by the token it was given', async () => {
    const ticket = await newTicket()
    const found = await scan('GET', ticket.code)
    expect(found.body).toMatchObject({ token: ticket.token, status: 'issued', event: { places: 1 } })
    expect((await scan('GET', ticket.token)).status).toBe(404)
    expect((await scan('POST', ticket.code)).status).toBe(404)
    const admitted = await scan('POST', ticket.token)
    expect(admitted.body).toEqual({ status: 'used', used_at: expect.stringMatching(/\.000000Z$/) })
    const again = await scan('POST', ticket.token)
    expect(again.status).toBe(409)
    expect(again.body).toMatchObject({
      code: 'ticket_already_processed',
      status: 'used',
      timestamp: 'unknown time',
    })
    expect(again.at('event')).not.toHaveProperty('places')
    expect((await scan('GET', ticket.code)).at('status')).toBe('used')
  })

  it('is for employees only, whatever the code', async () => {
    for (const token of [admin, user]) {
      expect((await scan('POST', 'none', token)).status).toBe(403)
      expect((await scan('GET', 'none', token)).status).toBe(403)
    }
  })

  it('admits exactly one of six at once', async () => {
    const ticket = await newTicket()
    const replies = await Promise.all(Array.from({ length: 6 }, () => scan('POST', ticket.token)))
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409, 409, 409, 409])
  })
})

describe('the status of a ticket', () => {
  it('goes anywhere, and gives a unit back to stock each time it ends', async () => {
    const ticket = await newTicket()
    const put = (status: unknown, id: unknown = ticket.id, token = admin) =>
      bench.call('PUT', `/api/tickets/admin/${id}/status`, { token, body: { status } })
    const before = await stockOf(bench, 10)
    for (const status of ['cancelled', 'cancelled', 'refunded', 'issued'])
      expect((await put(status)).status).toBe(204)
    expect(await stockOf(bench, 10)).toBe(before + 3)
    const shown = await bench.get(`/api/tickets?q=${ticket.token}`, { token: admin })
    expect(shown.at('data.0')).toMatchObject({ status: 'issued', cancelled_at: expect.any(String) })
    expect((await put('lost')).status).toBe(422)
    expect((await put('used', 999_999)).status).toBe(404)
    expect((await put('used', ticket.token)).status).toBe(500)
    expect((await put('used', ticket.id, employee)).status).toBe(403)
  })
})

describe('free tickets', () => {
  it('come as a paid payment of nothing, below zero if need be', async () => {
    const give = (body: object, token = admin) => bench.post('/api/tickets', body, { token })
    const before = await stockOf(bench, 19)
    expect((await give({ user_id: 4, product_id: 19, quantity: 3, locale: 'fr' })).status).toBe(204)
    expect(await stockOf(bench, 19)).toBe(before - 3)
    const payment = await bench.get('/api/payments?payment_method=free', { token: admin })
    expect(payment.at('data.0')).toMatchObject({
      amount: '0.00',
      status: 'paid',
      paid_at: null,
      transaction_id: null,
    })
    expect(payment.at('data.0.cart_snapshot.0')).toMatchObject({ unit_price: '175.00', discount_rate: 1 })
    const tickets = await bench.get('/api/tickets/user', { token: other })
    expect(tickets.at('data.0.product_snapshot.product_name')).toBe('Finale du simple dames')
    const refund = await bench.post(
      `/api/payments/${payment.at('data.0.uuid')}/refund`,
      { amount: 1 },
      { token: admin },
    )
    expect(refund.status).toBe(422)
    const wrong = await give({ user_id: 99999, product_id: 99999, quantity: 0, locale: 'es' })
    expect(Object.keys(Object(wrong.at('errors')))).toEqual(['user_id', 'product_id', 'quantity', 'locale'])
    expect((await give({}, employee)).status).toBe(403)
  })
})

describe('lists of tickets', () => {
  it('show holders theirs, newest first, with the payment', async () => {
    const reply = await bench.get('/api/tickets/user?status=used', { token: user })
    expect(reply.at('data.0')).toMatchObject({
      payment_uuid: expect.any(String),
      used_at: expect.stringMatching(/\+00:00$/),
      qr_filename: expect.stringMatching(/^\/storage\/qrcodes\/qr_/),
    })
    expect(
      (await bench.get('/api/tickets/user?event_date_from=2024-08-15', { token: user })).at('data'),
    ).toEqual([])
    const wrong = await bench.get('/api/tickets/user?status=x&per_page=101&event_date_from=x', {
      token: user,
    })
    expect(Object.keys(Object(wrong.at('errors')))).toEqual(['status', 'per_page', 'event_date_from'])
  })

  it('show admins all, filtered by what must exist', async () => {
    const total = async (query: string) =>
      (await bench.get(`/api/tickets?${query}`, { token: admin })).at('meta.total')
    expect(await total('created_from=2024-06-15&created_to=2024-06-15&user_email=user@example.test')).toBe(3)
    const wrong = await bench.get(
      '/api/tickets?user_id=99999&user_email=no@no.test&product_id=99999&payment_uuid=x&created_from=2025-05-05&created_to=2025-05-01',
      { token: admin },
    )
    expect(Object.keys(Object(wrong.at('errors')))).toEqual([
      'user_id',
      'user_email',
      'product_id',
      'payment_uuid',
      'created_to',
    ])
    expect((await bench.get('/api/tickets', { token: employee })).status).toBe(403)
  })
})
