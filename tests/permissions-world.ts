// Who is asked for: a guest and one person of each role, each with records of their own, and a stranger with more.
import { randomUUID } from 'node:crypto'
import { type Person, person, signIn } from './journey/people.js'
import type { Platform } from './journey/platform.js'
import type { Audience } from './permissions.expected.js'
import type { Records } from './permissions-samples.js'

export interface World {
  readonly people: Readonly<Record<Audience, Person>>
  /** What belongs to each of them; a guest has a cart, and whatever else is named for guests is the stranger's. */
  readonly own: Readonly<Record<Audience, Records>>
  /** What belongs to somebody who is none of them. */
  readonly strangers: Records
}

type Common = Pick<Records, 'usedToken' | 'freshToken' | 'unconfirmedEmail'>

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

const HOLDINGS = `{ me { id tickets(first: 20) { nodes { id token status qrUrl payment { uuid } } } } cart { id } }`
const GIVE = `mutation ($userId: ID!) {
  issueFreeTickets(input: { userId: $userId, productId: 2, quantity: 1 }) { token }
}`
const FILL_CART = `mutation { setCartItem(productId: 1, quantity: 1) { __typename } }`
const CHANGE_ADDRESS = `mutation ($email: String!) { changeEmail(email: $email) { __typename } }`

const scanCodeOf = ({ qrUrl }: OwnTicket): string => /qr_([^/]+)\.png$/.exec(qrUrl)?.[1] ?? ''

async function holdingsOf(who: Person): Promise<Holdings> {
  return who.ask<Holdings>(HOLDINGS)
}

function toRecords(email: string, { me, cart }: Holdings, common: Common): Records {
  const [ticket] = me.tickets.nodes
  if (ticket === undefined) throw new Error(`${email} has no ticket`)
  return {
    ...common,
    email,
    userId: me.id,
    ticketId: ticket.id,
    paymentUuid: ticket.payment.uuid,
    scanCode: scanCodeOf(ticket),
    cartId: cart.id,
  }
}

async function registerSomebody(guest: Person): Promise<string> {
  const email = `unconfirmed-${randomUUID()}@example.test`
  await guest.ask(
    `mutation ($email: String!) { register(input: { firstName: "Una", lastName: "New", email: $email,
       password: "Demo-Password-2024!", acceptTerms: true, captchaToken: "solved" }) { __typename } }`,
    { email },
  )
  return email
}

/** Gives everybody a ticket, a payment, something in the cart, and a change of address that waits. */
export async function peopleTheWorld({ url }: Platform): Promise<World> {
  const guestCartId = randomUUID()
  const guest = person(url, { headers: { 'x-guest-cart-id': guestCartId } })
  const addresses = ['user', 'employee', 'admin', 'other'].map((name) => `${name}@example.test`)
  const signedIn = await Promise.all(addresses.map((email) => signIn(url, email)))
  const [user, employee, admin] = signedIn as [Person, Person, Person, Person]

  const ids = await Promise.all(signedIn.map(async (who) => (await holdingsOf(who)).me.id))
  let freshToken = ''
  for (const userId of ids) {
    const { issueFreeTickets } = await admin.ask<{ issueFreeTickets: { token: string }[] }>(GIVE, { userId })
    freshToken = issueFreeTickets[0]?.token ?? ''
  }
  for (const who of [guest, ...signedIn]) await who.ask(FILL_CART)
  for (const who of signedIn) await who.ask(CHANGE_ADDRESS, { email: `next-${randomUUID()}@example.test` })

  const holdings = await Promise.all(signedIn.map(holdingsOf))
  const used = holdings[0]?.me.tickets.nodes.find(({ status }) => status === 'USED')
  const common = {
    freshToken,
    usedToken: used?.token ?? '',
    unconfirmedEmail: await registerSomebody(guest),
  }
  const records = holdings.map((held, index) => toRecords(addresses[index] ?? '', held, common))
  const [ofUser, ofEmployee, ofAdmin, strangers] = records as [Records, Records, Records, Records]
  const ofGuest = { ...strangers, cartId: guestCartId }
  return {
    people: { guest, user, employee, admin },
    own: { guest: ofGuest, user: ofUser, employee: ofEmployee, admin: ofAdmin },
    strangers,
  }
}
