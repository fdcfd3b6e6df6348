// Arguments that do no harm, by the field that takes them: the only thing to write down when a new field needs some.
import { randomUUID } from 'node:crypto'
import { codeOf } from './journey/authenticator.js'
import type { MailedLinks } from './permissions-stories.js'

/** The records that a question names. */
export interface Records {
  readonly email: string
  readonly userId: string
  readonly ticketId: string
  /** Of the same ticket. */
  readonly ticketToken: string
  readonly paymentUuid: string
  /** What the QR code of a ticket says. */
  readonly scanCode: string
  readonly cartId: string
  /** The token of a ticket that was used before. */
  readonly usedToken: string
  /** The token of a ticket that still admits; asking uses it. */
  readonly freshToken: string
  /** An account whose address was never confirmed. */
  readonly unconfirmedEmail: string
  /** An account that asks for a code. */
  readonly protectedEmail: string
  /** The secret of the app that the caller has begun to set up. */
  readonly appSecret: string
  /** A payment that Stripe took money for. */
  readonly paidUuid: string
  readonly links: MailedLinks
}

const NOBODY = '99999999'
const NOTHING = '00000000-0000-4000-8000-000000000000'
const PASSWORD = 'Demo-Password-2024!'
const quoted = (text: string): string => JSON.stringify(text)
const NO_PROOF = 'expires: "1", signature: "none"'
const TEXTS = '{ name: "n", description: "d", category: "c", location: "l", startsAtText: "s" }'

const newcomer = (email: string, rest: string): string =>
  `(input: { firstName: "No", lastName: "One", email: ${quoted(email)}, acceptTerms: true, ${rest} })`

function register(onto: string, { email }: Records): string {
  const strong = `password: ${quoted(PASSWORD)}`
  if (onto === 'PasswordRefused') return newcomer(email, 'password: "short", captchaToken: "solved"')
  if (onto === 'EmailTaken') return newcomer(email, `${strong}, captchaToken: "solved"`)
  const newEmail = `new-${randomUUID()}@example.test`
  return newcomer(newEmail, onto === 'Registered' ? `${strong}, captchaToken: "solved"` : strong)
}

function login(onto: string, { email, unconfirmedEmail, protectedEmail }: Records): string {
  const emails: Readonly<Record<string, string>> = {
    EmailNotVerified: unconfirmedEmail,
    TwoFactorRequired: protectedEmail,
  }
  return `(input: { email: ${quoted(emails[onto] ?? email)}, password: ${quoted(PASSWORD)} })`
}

/** A link that was mailed, where following it is what is wanted; else one that nobody mailed. */
const follow = (link: string, isWanted: boolean, parts: string): string =>
  `(input: ${isWanted ? `{ link: ${quoted(link)} }` : parts})`

function refund(onto: string, { paymentUuid, paidUuid }: Records): string {
  const amount = (cents: number) => `amount: { minorUnits: ${cents}, currency: EUR }`
  if (onto === 'RefundedPayment') return `(uuid: ${quoted(paidUuid)}, ${amount(100)})`
  return `(uuid: ${quoted(onto === 'RefundRefused' ? paymentUuid : NOTHING)}, ${amount(99_999_900)})`
}

const admit = (onto: string, { usedToken, freshToken }: Records): string => {
  if (onto === 'AdmittedTicket') return `(token: ${quoted(freshToken)})`
  return `(token: ${quoted(onto === 'TicketAlreadyProcessed' ? usedToken : NOTHING)})`
}

const SAMPLES: Readonly<Record<string, (onto: string, records: Records) => string>> = {
  'Query.product': () => '(id: 1)',
  'Query.user': (_, { userId }) => `(id: ${userId})`,
  'Query.ticket': (_, { ticketId }) => `(id: ${ticketId})`,
  'Query.payment': (_, { paymentUuid }) => `(uuid: ${quoted(paymentUuid)})`,
  'Query.ticketByScanCode': (_, { scanCode }) => `(code: ${quoted(scanCode)})`,
  'Query.exchangeRate': () => '(from: EUR, to: USD)',
  'Money.in': () => '(currency: USD)',

  'Mutation.login': login,
  'Mutation.register': register,
  'Mutation.resendVerification': () => '(email: "nobody@example.test")',
  'Mutation.requestPasswordReset': () => '(email: "nobody@example.test")',
  'Mutation.verifyEmail': (onto, { links }) =>
    follow(links.verify, onto === 'EmailVerified', `{ id: 1, ${NO_PROOF}, hash: "none" }`),
  'Mutation.resetPassword': (onto, { links }) =>
    onto === 'PasswordReset'
      ? `(input: { link: ${quoted(links.reset)}, newPassword: ${quoted(PASSWORD)} })`
      : `(input: { token: "none", email: "nobody@example.test", newPassword: ${quoted(PASSWORD)} })`,
  'Mutation.confirmEmailChange': (onto, { links }) =>
    follow(links.confirm, onto === 'EmailChanged', `{ token: "none", ${NO_PROOF} }`),
  'Mutation.cancelEmailChange': (onto, { links }) =>
    follow(links.cancel, onto === 'EmailChangeCancelled', `{ token: "none", ${NO_PROOF} }`),
  'Mutation.changeEmail': (onto) =>
    onto === 'EmailTaken'
      ? '(email: "visitor01@example.test")'
      : `(email: "moved-${randomUUID()}@example.test")`,
  'Mutation.changePassword': () => `(input: { currentPassword: "wrong", newPassword: "short" })`,
  'Mutation.confirmTwoFactor': (onto, { appSecret }) =>
    `(code: ${quoted(onto === 'RecoveryCodes' ? codeOf(appSecret, Date.now()) : 'none')})`,
  'Mutation.disableTwoFactor': () => '(code: "000000")',
  'Mutation.endSession': () => `(id: "${NOTHING}")`,
  'Mutation.updateProfile': () => '(input: {})',

  'Mutation.setCartItem': (onto) =>
    `(productId: 1, quantity: ${['StockUnavailable', 'StockShortage'].includes(onto) ? 100_000 : 1})`,
  'Mutation.startPayment': (_, { cartId }) => `(input: { cartId: ${quoted(cartId)} })`,
  'Mutation.refundPayment': refund,

  'Mutation.releaseParkedWebhook': () => '(id: "evt_nothing")',

  'Mutation.admitTicket': admit,
  'Mutation.setTicketStatus': () => `(id: ${NOBODY}, status: CANCELLED)`,
  'Mutation.issueFreeTickets': () => `(input: { userId: ${NOBODY}, productId: ${NOBODY}, quantity: 1 })`,
  'Mutation.createProduct': () =>
    `(input: { listPrice: { minorUnits: -1, currency: EUR }, stock: 1, date: "none", places: 1, translations: { en: ${TEXTS}, fr: ${TEXTS}, de: ${TEXTS} } })`,
  'Mutation.updateProduct': () => `(id: ${NOBODY}, input: { places: 2 })`,
  'Mutation.updateProductPricing': () => `(id: ${NOBODY}, input: { stock: 2 })`,
  'Mutation.updateUser': () => `(id: ${NOBODY}, input: { firstName: "No" })`,
  'Mutation.createEmployee': () =>
    `(input: { firstName: "No", lastName: "One", email: "nobody@example.test", password: "short" })`,
}

/** What the caller has to do before an answer can be of this type. */
export const PREPARATIONS: Readonly<Record<string, string>> = {
  EmptyCart: 'mutation { clearCart { id } }',
  StartedPayment: 'mutation { setCartItem(productId: 1, quantity: 1) { __typename } }',
}

/** What an admin does after an answer of this type, so that the account asks for no code when it signs in again. */
export const RESTORATIONS: Readonly<Record<string, (records: Records) => string>> = {
  RecoveryCodes: ({ userId }) =>
    `mutation { updateUser(id: ${userId}, input: { disableTwoFactor: true }) { __typename } }`,
}

/** The arguments of `Type.field`; '' for a field that wants none. */
export const sampleOf = (field: string, onto: string, records: Records): string =>
  SAMPLES[field]?.(onto, records) ?? ''
