// The story of buying a ticket on two gateways over a backend that races, each command of it sent four times at once:
// nothing has a second effect, and the event log tells every action once, in order, with who and why.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  AdmitDocument,
  BrowseDocument,
  type HappenedFragment,
  HistoriesDocument,
  PayDocument,
  RefundDocument,
  SetItemDocument,
  ShowCartDocument,
  ShowPaymentDocument,
  type ShowPaymentQuery,
  SignInDocument,
  SignOutDocument,
  TrailDocument,
  type TrailQuery,
  type TypedDocumentString,
} from './generated/graphql.js'
import { askFourTimes, nameOfRequest, postWebhookFourTimes } from './journey/four-times.js'
import { confirmAtStripe, until } from './journey/pay.js'
import { type Answer, type Person, person, signIn } from './journey/people.js'
import { type Platform, startPlatform } from './journey/platform.js'
import { findFaults } from './storm/checker.js'

type Tickets = NonNullable<NonNullable<ShowPaymentQuery['payment']>['tickets']>

const WEBHOOK_SECRET = 'whsec_two_gateways'
const BUYER = { email: 'other@example.test', password: 'Demo-Password-2024!' }

/** What each command, or webhook, has done in the end, and who did it; each in the order of the log. */
const STORY = [
  { by: 'set', who: ['GUEST'], did: ['CartItemSet'] },
  { by: 'login', who: ['GUEST', 'USER 4'], did: ['CartsMerged', 'CartsMerged', 'SignedIn'] },
  { by: 'pay', who: ['USER 4'], did: ['PaymentStarted'] },
  {
    by: 'stripe',
    who: ['SYSTEM stripe'],
    did: ['CartCleared', 'PaymentSucceeded', 'TicketIssued', 'TicketIssued'],
  },
  { by: 'admit', who: ['EMPLOYEE 2'], did: ['TicketAdmitted'] },
  { by: 'refund', who: ['ADMIN 1'], did: ['PaymentRefunded', 'TicketStatusSet'] },
  { by: 'logout', who: ['USER 4'], did: ['SignedOut'] },
]

/** What may well be done again without a key, since it changes nothing more, or each time makes something of its own. */
const REPEATABLE = ['set', 'login']

async function readTrail(admin: Person): Promise<readonly HappenedFragment[]> {
  const events: HappenedFragment[] = []
  let after: string | null = null
  for (;;) {
    const { auditTrail }: TrailQuery = await admin.ask(TrailDocument, { after })
    events.unshift(...[...(auditTrail?.nodes ?? [])].reverse())
    after = auditTrail?.pageInfo.endCursor ?? null
    if (auditTrail?.pageInfo.hasNextPage !== true) return events
  }
}

const isOfStory = ({ requestId }: HappenedFragment): boolean => /-request-\d$|^stripe-/.test(requestId ?? '')
const commandOf = ({ requestId }: HappenedFragment): string =>
  requestId?.startsWith('stripe-') ? 'stripe' : nameOfRequest(requestId ?? '')

const sorted = (words: Iterable<string>): readonly string[] => [...words].sort()

function toStory(events: readonly HappenedFragment[]): typeof STORY {
  const told = events.filter((event) => isOfStory(event) && !event.type.startsWith('Command'))
  return [...new Set(told.map(commandOf))].map((by) => {
    const own = told.filter((event) => commandOf(event) === by)
    const who = own.map(({ actor }) => [actor.role, actor.id].filter((word) => word !== null).join(' '))
    return { by, who: [...sorted(new Set(who))], did: [...sorted(own.map(({ type }) => type))] }
  })
}

describe.each([
  ['under one Idempotency-Key', true],
  ['without a key', false],
])('each command four times at once on two gateways, %s', (_way, withKey) => {
  let platform: Platform
  let employee: Person
  let admin: Person
  let buyer: Person
  let productId: string
  let guestCartId: string
  let uuid: string
  let tickets: Tickets

  beforeAll(async () => {
    platform = await startPlatform('in one process', { env: { STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET } })
    employee = await signIn(platform.url, 'employee@example.test')
    admin = await signIn(platform.url, 'admin@example.test')
  })
  afterAll(() => platform.close())

  const fourTimes = <Data, Variables>(
    name: string,
    operation: TypedDocumentString<Data, Variables>,
    variables: Variables,
    as: { readonly token?: string | null; readonly guestCartId?: string },
  ): Promise<readonly Answer<Data>[]> =>
    askFourTimes(platform, { name, withKey, ...as }, operation, variables)

  it('puts two tickets into the guest cart', async () => {
    const visitor = person(platform.url)
    const { products } = await visitor.ask(BrowseDocument)
    productId = products?.nodes.find(({ stock }) => (stock ?? 0) > 10)?.id ?? ''
    guestCartId = (await visitor.try(ShowCartDocument)).headers.get('x-guest-cart-id') ?? ''
    const answers = await fourTimes('set', SetItemDocument, { productId, quantity: 2 }, { guestCartId })
    for (const { data } of answers) {
      expect(data.setCartItem).toMatchObject({ items: [{ quantity: 2, product: { id: productId } }] })
    }
  })

  it('merges the guest cart once', async () => {
    const answers = await fourTimes('login', SignInDocument, { ...BUYER, guestCartId }, { guestCartId })
    const tokens = answers.map(({ data }) => (data.login?.__typename === 'Session' ? data.login.token : null))
    expect(new Set(tokens).size).toBe(withKey ? 1 : 4)
    buyer = person(platform.url, { token: tokens[0] ?? '' })
    const { cart } = await buyer.ask(ShowCartDocument)
    expect(cart?.items).toEqual([{ quantity: 2, product: { id: productId } }])
  })

  it('opens one payment, and makes one set of tickets for it', async () => {
    const { cart } = await buyer.ask(ShowCartDocument)
    const answers = await fourTimes('pay', PayDocument, { cartId: cart?.id ?? '' }, buyer)
    const payments = answers.map(({ data }) => data.startPayment)
    const [first] = payments
    if (first?.__typename !== 'StartedPayment') throw new Error(`got ${first?.__typename}`)
    for (const payment of payments) expect(payment).toEqual(first)

    uuid = first.payment.uuid
    await confirmAtStripe(platform.stripeUrl, first.clientSecret)
    const webhook = { type: 'payment_intent.succeeded', secret: WEBHOOK_SECRET, now: Date.now() }
    expect(await postWebhookFourTimes(platform, webhook)).toEqual([200, 200, 200, 200])
    // The backend says so before it has made the tickets, and the log is told of them when all are there.
    await until(
      () => buyer.ask(HistoriesDocument, { uuid }),
      ({ cart, payment }) =>
        cart?.items.length === 0 &&
        payment?.tickets?.length === 2 &&
        payment.tickets.every(({ history }) => history?.nodes[0]),
    )
    const { payment } = await buyer.ask(ShowPaymentDocument, { uuid })
    tickets = payment?.tickets ?? []
    expect(payment?.status).toBe('PAID')
    expect(tickets.map(({ status }) => status)).toEqual(['ISSUED', 'ISSUED'])
  })

  it('admits once', async () => {
    const code = /qr_([^/]+)\.png$/.exec(tickets[0]?.qrUrl ?? '')?.[1] ?? ''
    const answers = await fourTimes('admit', AdmitDocument, { code }, employee)
    const outcomes = sorted(answers.map(({ data }) => data.admitTicket?.__typename ?? ''))
    const others = withKey ? 'AdmittedTicket' : 'TicketAlreadyProcessed'
    expect(outcomes).toEqual(['AdmittedTicket', others, others, others])
  })

  it('gives back once', async () => {
    // All of it without a key: one that comes to look after another was made is otherwise a refund of its own.
    const { payment } = await buyer.ask(ShowPaymentDocument, { uuid })
    const cents = withKey ? 100 : (payment?.amount?.minorUnits ?? 0)
    const refund = { uuid, cents, ticketIds: [tickets[1]?.id ?? ''] }
    const answers = await fourTimes('refund', RefundDocument, refund, admin)
    const made = answers.flatMap(({ data: { refundPayment } }) =>
      refundPayment?.__typename === 'RefundedPayment' ? [refundPayment] : [],
    )
    expect(made).toHaveLength(withKey ? 4 : 1)
    for (const given of made) {
      expect(given.payment.refundedAmount).toEqual({ minorUnits: cents, currency: 'EUR' })
    }
  })

  it('shows the buyer what happened', async () => {
    const { cart, payment } = await buyer.ask(HistoriesDocument, { uuid })
    const typesOf = (history: typeof cart | null | undefined) =>
      (history?.history?.nodes ?? []).map(({ type, actor }) => `${type} ${actor.role}`)
    expect(typesOf(cart)).toEqual(expect.arrayContaining(['CartsMerged USER', 'CartCleared SYSTEM']))
    expect(payment?.history?.nodes.map(({ type, actor }) => `${type} ${actor.role}`)).toEqual([
      'PaymentStarted USER',
      'PaymentSucceeded SYSTEM',
      'PaymentRefunded ADMIN',
    ])
    const ends = (payment?.tickets ?? []).map(({ history }) => history?.nodes.at(-1)?.type)
    expect(sorted(ends.map(String))).toEqual(['TicketAdmitted', 'TicketStatusSet'])
  })

  it('ends the session once', async () => {
    const answers = await fourTimes('logout', SignOutDocument, {}, buyer)
    expect(answers.filter(({ data }) => data.logout === true).length).toBeGreaterThan(0)
  })

  it('tells every action once, in order, with who and why', async () => {
    const events = await readTrail(admin)
    const story = toStory(events)
    const once = (parts: typeof STORY) => parts.filter(({ by }) => withKey || !REPEATABLE.includes(by))
    expect(once(story)).toEqual(once(STORY))
    expect(story.map(({ by }) => by)).toEqual(STORY.map(({ by }) => by))

    const end = events.map(({ position, causationId = null, ...event }) => ({
      ...event,
      causationId: causationId ?? null,
      position: BigInt(position ?? 0),
      deed: null,
      together: null,
      hash: event.id,
    }))
    const nothing = { acknowledged: new Map(), promised: [], refused: [], done: new Map(), readings: [] }
    expect(findFaults({ ...nothing, end, unsound: [] })).toEqual([])
    for (const { type, causationId, correlationId } of events.filter(isOfStory)) {
      const cause = events.find(({ id }) => id === causationId)
      expect([type, cause?.correlationId ?? correlationId]).toEqual([type, correlationId])
    }
  })
})
