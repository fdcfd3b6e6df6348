// Who is asked for: a guest and one person of each role, each with records of their own, and a stranger with more.
import { randomUUID } from 'node:crypto'
import { type Person, person, signIn } from './journey/people.js'
import type { Platform } from './journey/platform.js'
import { AUDIENCES, type Audience } from './permissions.expected.js'
import type { Records } from './permissions-samples.js'
import {
  beginTwoFactor,
  mailLinks,
  observePayment,
  parkWebhook,
  payAndLeave,
  protectSomebody,
  register,
} from './permissions-stories.js'

export interface World {
  readonly people: Readonly<Record<Audience, Person>>
  /** What belongs to each of them; a guest has a cart, and whatever else is named for guests is the stranger's. */
  readonly own: Readonly<Record<Audience, Records>>
  /** What belongs to somebody who is none of them. */
  readonly strangers: Records
}

interface OwnTicket {
  readonly id: string
  readonly token: string
  readonly status: string
  readonly qrUrl: string
  readonly payment: { readonly uuid: string }
}
interface Holdings {
  readonly me: { readonly id: string; readonly tickets: { readonly nodes: readonly OwnTicket[] } }
  readonly cart: { readonly id: string }
}

const HOLDINGS = `{ me { id tickets(first: 50) { nodes { id token status qrUrl payment { uuid } } } } cart { id } }`
const GIVE = `mutation ($userId: ID!) {
  issueFreeTickets(input: { userId: $userId, productId: 2, quantity: 1 }) { token }
}`
const FILL_CART = `mutation { setCartItem(productId: 1, quantity: 1) { __typename } }`
const CHANGE_ADDRESS = `mutation ($email: String!) { changeEmail(email: $email) { __typename } }`
const STRANGER = 'other@example.test'

const scanCodeOf = ({ qrUrl }: OwnTicket): string => /qr_([^/]+)\.png$/.exec(qrUrl)?.[1] ?? ''

/** What a person holds who has a ticket, a payment, something in the cart, and a change of address that waits. */
type Own = Pick<
  Records,
  | 'email'
  | 'userId'
  | 'ticketId'
  | 'ticketToken'
  | 'paymentUuid'
  | 'scanCode'
  | 'cartId'
  | 'freshToken'
  | 'appSecret'
>

async function equip(platform: Platform, admin: Person, email: string): Promise<[Person, Own]> {
  const who = await signIn(platform.url, email)
  const { me } = await who.ask<{ me: { id: string } }>('{ me { id } }')
  const given = await admin.ask<{ issueFreeTickets: { token: string }[] }>(GIVE, { userId: me.id })
  await who.ask(FILL_CART)
  await who.ask(CHANGE_ADDRESS, { email: `next-${randomUUID()}@example.test` })
  const { me: holder, cart } = await who.ask<Holdings>(HOLDINGS)
  const [ticket] = holder.tickets.nodes
  if (ticket === undefined) throw new Error(`${email} has no ticket`)
  const own = {
    email,
    userId: me.id,
    ticketId: ticket.id,
    ticketToken: ticket.token,
    paymentUuid: ticket.payment.uuid,
    scanCode: scanCodeOf(ticket),
    cartId: cart.id,
    freshToken: given.issueFreeTickets[0]?.token ?? '',
    appSecret: await beginTwoFactor(who),
  }
  return [who, own]
}

async function usedTokenOf(who: Person): Promise<string> {
  const { me } = await who.ask<Holdings>(HOLDINGS)
  return me.tickets.nodes.find(({ status }) => status === 'USED')?.token ?? ''
}

/** What was given to nobody in particular: stories of the crowd, in part one for each who asks. */
async function storiesFor(platform: Platform, audience: Audience) {
  return {
    links: await mailLinks(platform, 1 + 3 * AUDIENCES.indexOf(audience)),
    unconfirmedEmail: await register(platform.url, `unconfirmed-${audience}@example.test`),
  }
}

export async function peopleTheWorld(platform: Platform): Promise<World> {
  const { url } = platform
  const guestCartId = randomUUID()
  const guest = person(url, { headers: { 'x-guest-cart-id': guestCartId } })
  await guest.ask(FILL_CART)
  const root = await signIn(url, 'admin@example.test')
  const [, strangers] = await equip(platform, root, STRANGER)
  const [user, ofUser] = await equip(platform, root, 'user@example.test')
  const [employee, ofEmployee] = await equip(platform, root, 'employee@example.test')
  const [admin, ofAdmin] = await equip(platform, root, 'admin@example.test')

  const people = { guest, user, employee, admin }
  const held = {
    guest: { ...strangers, cartId: guestCartId },
    user: ofUser,
    employee: ofEmployee,
    admin: ofAdmin,
  }
  const paidUuids = await Promise.all(
    (
      [
        ['user', user],
        ['employee', employee],
        ['admin', admin],
      ] as const
    ).map(([name, who]) => payAndLeave(platform, who, held[name].email)),
  )
  const common = {
    usedToken: await usedTokenOf(user),
    protectedEmail: await protectSomebody(platform),
    paidUuid: paidUuids[0] ?? '',
  }
  await parkWebhook(platform, common.paidUuid)
  await observePayment(platform, strangers)
  const stories = await Promise.all(AUDIENCES.map((audience) => storiesFor(platform, audience)))
  const recordsOf = (audience: Audience, own: Own): Records => {
    const story = stories[AUDIENCES.indexOf(audience)]
    if (story === undefined) throw new Error(`${audience} has no story`)
    return { ...own, ...common, ...story }
  }
  return {
    people,
    own: {
      guest: recordsOf('guest', held.guest),
      user: recordsOf('user', held.user),
      employee: recordsOf('employee', held.employee),
      admin: recordsOf('admin', held.admin),
    },
    strangers: recordsOf('guest', strangers),
  }
}
