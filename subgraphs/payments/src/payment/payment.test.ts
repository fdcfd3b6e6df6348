import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { addPayment } from '../testing/paid-payment.js'
import type { BackendUser } from '../testing/ticketing-answers.js'
import { ask, startWorld, type World } from '../testing/world.js'

const PAYMENT = `query($uuid: ID!) { payment(uuid: $uuid) {
  uuid status method amount { minorUnits currency } paidAt refundedAmount { amount }
  createdAt refundedAt
  lines {
    product { id } name category quantity listPrice { amount } discountRate unitPrice { amount }
    lineTotal { amount } places
  }
  invoiceUrl invoiceDownload { url expiresAt } user { id }
} }`
let world: World
let bare: World

const see = async (of: World, user: BackendUser | null, uuid: string) => ask(of, user, PAYMENT, { uuid })
const tokensFor = (of: World, path: string) =>
  of.ticketing.asked.filter((asked) => asked.path === path).map(({ token }) => token)

beforeAll(async () => {
  ;[world, bare] = await Promise.all([startWorld(), startWorld({ withService: false })])
})
afterAll(() => Promise.all([world.close(), bare.close()]))
afterEach(() => {
  for (const { ticketing } of [world, bare]) {
    ticketing.state.payments.length = 0
    ticketing.asked.length = 0
  }
})

describe('payment(uuid)', () => {
  it('shows the owner all of it, amounts exact', async () => {
    const { uuid } = addPayment(world, world.users.ada, {
      refunded: 10.5,
      refunded_at: '2024-07-02T10:00:00+00:00',
    })
    const { data, errors } = await see(world, world.users.ada, uuid)
    expect(errors).toBeUndefined()
    expect(data.payment).toEqual({
      uuid,
      status: 'PAID',
      method: 'STRIPE',
      amount: { minorUnits: 4497, currency: 'EUR' },
      paidAt: '2024-07-01T10:05:00.000Z',
      refundedAmount: { amount: '10.50' },
      lines: [
        {
          product: { id: '6' },
          name: 'Event 6',
          category: 'Judo',
          quantity: 3,
          listPrice: { amount: '14.99' },
          discountRate: 0,
          unitPrice: { amount: '14.99' },
          lineTotal: { amount: '44.97' },
          places: 2,
        },
      ],
      createdAt: '2024-07-01T10:00:00.000Z',
      refundedAt: '2024-07-02T10:00:00.000Z',
      invoiceUrl: `http://gateway.test/files/invoices/invoice_${uuid}.pdf`,
      invoiceDownload: {
        url: expect.stringMatching(`^http://gateway.test/files/invoices/invoice_${uuid}.pdf\\?link=`),
        expiresAt: expect.any(String),
      },
      user: { id: '1' },
    })
  })

  it('reads the full record once, and only after the backend has said whose the payment is', async () => {
    const { uuid } = addPayment(world, world.users.ada)
    await see(world, world.users.ada, uuid)
    const reads = world.ticketing.asked.filter(({ path }) => path.startsWith('/api/payments'))
    expect(reads.map(({ path, token }) => [path, token])).toEqual([
      [`/api/payments/${uuid}`, world.users.ada.token],
      ['/api/payments', world.users.service.token],
    ])
  })

  it('is null for a stranger, and the service account is not even asked', async () => {
    const { uuid } = addPayment(world, world.users.ada)
    expect(await see(world, world.users.ben, uuid)).toEqual({ data: { payment: null } })
    expect(tokensFor(world, '/api/payments')).toEqual([])
  })

  it('keeps two users apart whose requests run at once', async () => {
    const { ada, ben } = world.users
    const ofAda = addPayment(world, ada)
    const ofBen = addPayment(world, ben, { amount: 7 })
    const asked = [ada, ben, ada, ben].map((user, index) =>
      see(world, user, [ofAda, ofBen, ofBen, ofAda][index]?.uuid ?? ''),
    )
    const [first, second, third, fourth] = await Promise.all(asked)
    expect(first?.data.payment).toMatchObject({ uuid: ofAda.uuid, user: { id: '1' } })
    expect(second?.data.payment).toMatchObject({ uuid: ofBen.uuid, user: { id: '2' } })
    expect([third, fourth]).toEqual([{ data: { payment: null } }, { data: { payment: null } }])
    const searched = world.ticketing.asked.filter(({ path }) => path === '/api/payments')
    expect(searched.map(({ query }) => query.get('q')).sort()).toEqual([ofAda.uuid, ofBen.uuid].sort())
  })

  it('shows an admin any payment, with his own token', async () => {
    const { uuid } = addPayment(world, world.users.ada)
    const { data } = await see(world, world.users.admin, uuid)
    expect(data.payment).toMatchObject({ uuid, user: { id: '1' }, lines: [{ quantity: 3 }] })
    expect(new Set(world.ticketing.asked.map(({ token }) => token))).toEqual(
      new Set([world.users.admin.token]),
    )
  })

  it('takes no payment for another that the loose search finds', async () => {
    const { uuid } = addPayment(world, world.users.ada)
    const alike = `${uuid.slice(0, -1)}${uuid.endsWith('0') ? '1' : '0'}`
    expect(await see(world, world.users.admin, alike)).toEqual({ data: { payment: null } })
  })

  it('is null for what cannot be an id, without a call', async () => {
    for (const uuid of ['nope', '../users/me', '']) {
      expect(await see(world, world.users.ada, uuid)).toEqual({ data: { payment: null } })
    }
    expect(world.ticketing.asked).toEqual([])
  })

  it('refuses guests', async () => {
    expect((await see(world, null, randomUUID())).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })

  it('opens its invoice by a link in the name of whoever asks, for that file only', async () => {
    const { ada, admin } = world.users
    const { uuid } = addPayment(world, ada)
    const path = `/files/invoices/invoice_${uuid}.pdf`
    for (const [user, role] of [
      [ada, 'USER'],
      [admin, 'ADMIN'],
    ] as const) {
      const { invoiceDownload } = (await see(world, user, uuid)).data.payment
      const link = new URL(invoiceDownload.url).searchParams.get('link') ?? ''
      expect(await world.fileLinks.open(link, path)).toMatchObject({ userId: user.id, role })
      await expect(world.fileLinks.open(link, '/files/invoices/invoice_2.pdf')).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      })
    }
  })

  it('tells the number at Stripe and the last change to admins only', async () => {
    const { uuid, transaction_id: transactionId } = addPayment(world, world.users.ada)
    const INNER = 'query($uuid: ID!) { payment(uuid: $uuid) { uuid transactionId updatedAt } }'
    const updatedAt = '2024-07-01T10:06:00.000Z'
    expect((await ask(world, world.users.admin, INNER, { uuid })).data.payment).toEqual({
      uuid,
      transactionId,
      updatedAt,
    })
    const { data, errors } = await ask(world, world.users.ada, INNER, { uuid })
    expect(data.payment).toEqual({ uuid, transactionId: null, updatedAt: null })
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
  })

  it('has no invoice while nothing is paid', async () => {
    const { uuid } = addPayment(world, world.users.ada, { status: 'pending', paid_at: null })
    expect((await see(world, world.users.ada, uuid)).data.payment).toMatchObject({
      invoiceUrl: null,
      invoiceDownload: null,
      paidAt: null,
    })
  })

  it('shows without a service account what the owner’s own routes tell, and says what is missing', async () => {
    const { uuid } = addPayment(bare, bare.users.ada)
    const { data, errors } = await see(bare, bare.users.ada, uuid)
    expect(data.payment).toMatchObject({
      status: 'PAID',
      amount: { minorUnits: 4497 },
      paidAt: '2024-07-01T10:05:00.000Z',
      invoiceUrl: `http://gateway.test/files/invoices/invoice_${uuid}.pdf`,
      createdAt: '2024-07-01T10:00:00.000Z',
      invoiceDownload: { expiresAt: expect.any(String) },
      method: null,
      lines: null,
      refundedAmount: null,
      refundedAt: null,
    })
    expect(errors?.map(({ path, extensions }) => [path[1], extensions.code]).sort()).toEqual([
      ['lines', 'SERVICE_UNAVAILABLE'],
      ['method', 'SERVICE_UNAVAILABLE'],
      ['refundedAmount', 'SERVICE_UNAVAILABLE'],
      ['refundedAt', 'SERVICE_UNAVAILABLE'],
    ])
    expect(errors?.[0]?.message).toContain('TICKETING_SERVICE_EMAIL')
  })
})

describe('a payment that another subgraph refers to', () => {
  const ENTITY = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Payment { uuid status } } }'

  it('is there for its owner and for nobody else', async () => {
    const { uuid } = addPayment(world, world.users.ada)
    const r = [{ __typename: 'Payment', uuid }]
    expect((await ask(world, world.users.ada, ENTITY, { r })).data._entities).toEqual([
      { uuid, status: 'PAID' },
    ])
    expect((await ask(world, world.users.ben, ENTITY, { r })).data._entities).toEqual([null])
    expect((await ask(world, null, ENTITY, { r })).data._entities).toEqual([null])
  })

  it('is found among many with one call for all of them, and with none for a second mention', async () => {
    const { ada, ben } = world.users
    const mine = Array.from({ length: 20 }, () => addPayment(world, ada))
    const foreign = addPayment(world, ben)
    const r = [...mine, ...mine, foreign].map(({ uuid }) => ({ __typename: 'Payment', uuid }))
    const { data, errors } = await ask(world, ada, ENTITY, { r })
    expect(errors).toBeUndefined()
    const shown = mine.map(({ uuid }) => ({ uuid, status: 'PAID' }))
    expect(data._entities).toEqual([...shown, ...shown, null])
    // What the list does not hold is asked for by itself.
    expect(world.ticketing.log()).toEqual(['GET /api/invoices', `GET /api/payments/${foreign.uuid}`])
  })
})
