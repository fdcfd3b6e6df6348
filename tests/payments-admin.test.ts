// Payments and invoices behind the graph: what admins find, what owners see of their own, and a refund that is repeated.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  AllPaymentsDocument,
  type AllPaymentsQueryVariables,
  BrowseDocument,
  MyHistoryDocument,
  type MyHistoryQueryVariables,
  PayDocument,
  PayersHistoryDocument,
  RefundDocument,
  SetItemDocument,
  ShowPaymentDocument,
  StockOfDocument,
} from './generated/graphql.js'
import { confirmAtStripe, until } from './journey/pay.js'
import { type Person, person, signIn } from './journey/people.js'
import { type Platform, startPlatform } from './journey/platform.js'

let platform: Platform
let admin: Person
let ugo: Person
let olga: Person

const list = async (variables: AllPaymentsQueryVariables = {}) => {
  const { payments } = await admin.ask(AllPaymentsDocument, variables)
  if (payments == null) throw new Error('the list of payments is null')
  return payments
}
const countOf = async (filter: AllPaymentsQueryVariables['filter']) =>
  (await list({ filter, first: 1 })).totalCount
const historyOf = async (who: Person, variables: MyHistoryQueryVariables = {}) => {
  const { me } = await who.ask(MyHistoryDocument, variables)
  if (!me?.payments || !me.invoices) throw new Error('the history is null')
  return { id: me.id, payments: me.payments, invoices: me.invoices }
}
const uuidsOf = (nodes: readonly { readonly uuid: string }[]) => nodes.map(({ uuid }) => uuid)

beforeAll(async () => {
  platform = await startPlatform('in one process')
  const emails = ['admin@example.test', 'user@example.test', 'other@example.test']
  const people = await Promise.all(emails.map((email) => signIn(platform.url, email)))
  const nobody = person(platform.url)
  ;[admin = nobody, ugo = nobody, olga = nobody] = people
})
afterAll(() => platform.close())

describe('the list of all payments', () => {
  it('tells every payment in full', async () => {
    const { nodes, totalCount } = await list({ first: 100 })
    expect(totalCount).toBeGreaterThan(100)
    expect(nodes).toHaveLength(100)
    for (const payment of nodes) {
      const sum = payment.lines?.reduce((total, { lineTotal }) => total + Number(lineTotal.minorUnits), 0)
      expect(sum).toBe(payment.amount?.minorUnits)
      const hasFile = payment.status === 'PAID' || payment.status === 'REFUNDED'
      expect(payment.invoiceUrl === null).toBe(!hasFile)
      expect(payment.invoiceDownload === null).toBe(!hasFile)
      expect(payment.user?.id).toMatch(/^\d+$/)
      expect(payment.createdAt).toMatch(/Z$/)
    }
  })

  it('divides into its states, methods, days and amounts without a rest', async () => {
    const all = await countOf({})
    const sum = async (filters: readonly AllPaymentsQueryVariables['filter'][]) =>
      (await Promise.all(filters.map(countOf))).reduce((total, count) => total + count, 0)
    expect(
      await sum((['PENDING', 'PAID', 'FAILED', 'REFUNDED'] as const).map((status) => ({ status }))),
    ).toBe(all)
    expect(await sum((['STRIPE', 'PAYPAL', 'FREE'] as const).map((method) => ({ method })))).toBe(all)
    expect(await sum([{ created: { to: '2024-04-20' } }, { created: { from: '2024-04-21' } }])).toBe(all)
    const eur = (minorUnits: number) => ({ minorUnits, currency: 'EUR' as const })
    expect(await sum([{ amount: { to: eur(19_999) } }, { amount: { from: eur(20_000) } }])).toBe(all)
  })

  it('gives the same rows by whatever steps it is read', async () => {
    const whole = uuidsOf((await list({ sort: 'UUID_ASC', first: 100 })).nodes)
    const seen: string[] = []
    let after: string | null = null
    for (const first of [7, 3, 10, 40, 1, 39]) {
      const { nodes, pageInfo } = await list({ sort: 'UUID_ASC', first, after })
      seen.push(...uuidsOf(nodes))
      after = pageInfo.endCursor ?? null
    }
    expect(seen).toEqual(whole)
    expect([...whole].sort()).toEqual(whole)
  })

  it('counts right beyond its end', async () => {
    const { totalCount } = await list({ first: 1 })
    const after = Buffer.from(`offset:${totalCount + 30}`).toString('base64url')
    expect(await list({ first: 20, after })).toEqual({
      totalCount,
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, endCursor: null },
    })
  })

  it('finds people by e-mail and by number, and nobody by an unknown one', async () => {
    const { id } = await historyOf(ugo)
    const byEmail = await list({ filter: { search: 'user@example.test' } })
    const byNumber = await list({ filter: { userId: id } })
    expect(byEmail.totalCount).toBeGreaterThan(0)
    expect(byEmail).toEqual({ ...byNumber, nodes: byEmail.nodes })
    expect(uuidsOf(byEmail.nodes)).toEqual(uuidsOf(byNumber.nodes))
    for (const userId of ['999999', 'nobody']) expect(await countOf({ userId })).toBe(0)
  })

  it('refuses days and amounts that are no range', async () => {
    const refused: readonly AllPaymentsQueryVariables[] = [
      { filter: { created: { from: '2024-02-30' } } },
      { filter: { created: { from: '2024-05-02', to: '2024-05-01' } } },
      { filter: { amount: { from: { minorUnits: -1, currency: 'EUR' } } } },
    ]
    for (const variables of refused) {
      const { data, errors } = await admin.try(AllPaymentsDocument, variables)
      expect(data).toEqual({ payments: null })
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
    }
  })

  it('is for admins', async () => {
    const employee = await signIn(platform.url, 'employee@example.test')
    for (const [who, code] of [
      [ugo, 'FORBIDDEN'],
      [employee, 'FORBIDDEN'],
      [person(platform.url), 'UNAUTHENTICATED'],
    ] as const) {
      const { data, errors } = await who.try(AllPaymentsDocument, { first: 1 })
      expect(data?.payments ?? null).toBeNull()
      expect(errors?.[0]?.extensions.code).toBe(code)
    }
  })
})

describe('the payments of a person', () => {
  it('look the same to their owner and to an admin', async () => {
    const own = await historyOf(ugo, { first: 100 })
    expect(own.payments.totalCount).toBeGreaterThan(0)
    expect(own.invoices.totalCount).toBe(own.payments.totalCount)
    const { payments } = await admin.ask(PayersHistoryDocument, { filter: { userId: own.id } })
    const seen = payments?.nodes[0]?.user
    const withoutLink = (nodes: readonly { readonly uuid: string }[] = []) =>
      nodes.map((payment) => ({ ...payment, invoiceDownload: null }))
    expect(withoutLink(seen?.payments?.nodes)).toEqual(withoutLink(own.payments.nodes))
    expect(uuidsOf(seen?.invoices?.nodes ?? [])).toEqual(uuidsOf(own.invoices.nodes))
  })

  it('can be filtered and put in order', async () => {
    const all = await historyOf(ugo, { sort: 'AMOUNT_ASC', first: 100 })
    const amounts = all.invoices.nodes.map(({ amount }) => Number(amount.minorUnits))
    expect(amounts).toEqual([...amounts].sort((one, other) => one - other))
    const paid = await historyOf(ugo, { filter: { status: 'PAID' }, first: 100 })
    expect(new Set(paid.payments.nodes.map(({ status }) => status))).toEqual(new Set(['PAID']))
    expect(paid.payments.totalCount).toBe(all.payments.nodes.filter(({ status }) => status === 'PAID').length)
    const { payments } = await historyOf(ugo, { filter: { created: { to: '2000-01-01' } } })
    expect(payments).toEqual({ totalCount: 0, nodes: [] })
  })

  it('never cross over between two people who ask at the same time', async () => {
    const people = [ugo, olga, olga, ugo, ugo, olga]
    const answers = await Promise.all(people.map((who) => historyOf(who)))
    for (const { id, payments } of answers) {
      expect(new Set(payments.nodes.map(({ user }) => user?.id))).toEqual(new Set([id]))
    }
    expect(answers[0]?.id).not.toBe(answers[1]?.id)
  })
})

describe('an invoice', () => {
  it('opens by its link in a browser, without a token', async () => {
    const { invoices } = await historyOf(ugo, { filter: { status: 'PAID' } })
    const [invoice] = invoices.nodes
    const opened = await fetch(invoice?.download?.url ?? '')
    expect([opened.status, opened.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(Buffer.from(await opened.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-')
    expect(Date.parse(invoice?.download?.expiresAt ?? '') - Date.now()).toBeLessThanOrEqual(300_000)
    expect((await fetch(invoice?.fileUrl ?? '')).status).toBe(401)
    expect((await ugo.download(invoice?.fileUrl ?? '')).status).toBe(200)
    expect((await olga.download(invoice?.fileUrl ?? '')).status).toBe(404)
  })

  it('opens for an admin who found the payment in the list', async () => {
    const [payment] = (await list({ filter: { status: 'REFUNDED' }, first: 1 })).nodes
    expect((await fetch(payment?.invoiceDownload?.url ?? '')).status).toBe(200)
    expect((await admin.download(payment?.invoiceUrl ?? '')).status).toBe(200)
  })
})

describe('a refund', () => {
  const stockOf = async (id: string) => Number((await olga.ask(StockOfDocument, { id })).product?.stock)

  it('marks the tickets it names once, however often it is sent', async () => {
    const { products } = await olga.ask(BrowseDocument)
    const productId = products?.nodes.find(({ stock }) => Number(stock) > 10)?.id ?? ''
    const { setCartItem } = await olga.ask(SetItemDocument, { productId, quantity: 2 })
    const cartId = setCartItem?.__typename === 'Cart' ? setCartItem.id : ''
    const { startPayment } = await olga.ask(PayDocument, { cartId })
    if (startPayment?.__typename !== 'StartedPayment') throw new Error('the payment did not start')
    const { uuid } = startPayment.payment
    expect(await confirmAtStripe(platform.stripeUrl, startPayment.clientSecret)).toBe('succeeded')
    const { payment } = await until(
      () => olga.ask(ShowPaymentDocument, { uuid }),
      (answer) => answer.payment?.tickets?.length === 2,
    )
    const ticketIds = payment?.tickets?.map(({ id }) => id) ?? []
    const before = await stockOf(productId)

    const refund = { uuid, cents: 100, ticketIds }
    const sent = await Promise.all(Array.from({ length: 4 }, () => admin.try(RefundDocument, refund)))
    // Who came to look only after another refund had been made decided anew; the others were told so.
    const conflicts = sent.filter(({ errors }) => errors?.[0]?.extensions.code === 'CONFLICT').length
    const again = await admin.ask(RefundDocument, refund)
    const made = [...sent.map(({ data }) => data?.refundPayment), again.refundPayment].flatMap((result) =>
      result?.__typename === 'RefundedPayment' ? [result] : [],
    )
    expect(made).toHaveLength(5 - conflicts)
    const marked = made.flatMap(({ tickets }) => tickets ?? [])
    expect(marked.map(({ id }) => id).sort()).toEqual([...ticketIds].sort())
    expect(await stockOf(productId)).toBe(before + 2)
    const after = await olga.ask(ShowPaymentDocument, { uuid })
    expect(after.payment?.tickets?.map(({ status }) => status)).toEqual(['REFUNDED', 'REFUNDED'])
    const [record] = (await list({ filter: { search: uuid } })).nodes
    expect(record).toMatchObject({ uuid, refundedAmount: { minorUnits: made.length * 100 } })
    expect(record?.refundedAt).not.toBeNull()
  })
})
