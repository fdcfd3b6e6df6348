// One tour through every operation of the REST API. That each was really reached, and answered well, is told by the
// gateway's own count of calls, and not by the table of what the fields declare.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import {
  AdmitDocument,
  AllPaymentsDocument,
  AllProductsDocument,
  AllTicketsDocument,
  BrowseDocument,
  CancelEmailChangeDocument,
  ChangeEmailDocument,
  ChangePasswordDocument,
  ConfirmEmailChangeDocument,
  ConfirmTwoFactorDocument,
  CreateEmployeeDocument,
  CreateProductDocument,
  DisableTwoFactorDocument,
  EnableTwoFactorDocument,
  FindUsersDocument,
  IssueFreeTicketsDocument,
  LogInDocument,
  MyHistoryDocument,
  MyTicketsDocument,
  OneUserDocument,
  PayDocument,
  ProductForAdminsDocument,
  RefundDocument,
  RegisterDocument,
  RequestPasswordResetDocument,
  ResendVerificationDocument,
  ResetPasswordDocument,
  SalesDocument,
  SetItemDocument,
  SetTicketStatusDocument,
  ShowCartDocument,
  ShowPaymentDocument,
  SignOutDocument,
  UpdateProductDocument,
  UpdateProductPricingDocument,
  UpdateProfileDocument,
  UpdateUserDocument,
  VerifyEmailDocument,
  WhoIAmDocument,
} from './generated/graphql.js'
import { codeOf } from './journey/authenticator.js'
import { mailedLink } from './journey/mail.js'
import { confirmAtStripe, until } from './journey/pay.js'
import { type Person, person, signIn } from './journey/people.js'
import { type Platform, startPlatform } from './journey/platform.js'

const COVERAGE = fileURLToPath(new URL('../../schema/rest-coverage.md', import.meta.url))
const PASSWORD = 'Long-Enough-2024!'
const NEW_PASSWORD = 'Longer-Still-2024!'
const EMAIL = 'tour@example.test'

let platform: Platform
let guest: Person
beforeAll(async () => {
  platform = await startPlatform('in one process')
  guest = person(platform.url)
})
afterAll(() => platform.close())

const mail = (kind: string, to: string) => mailedLink(platform.mailFolder, kind, to)

async function logIn(email: string, password: string): Promise<Person> {
  const { login } = await guest.ask(LogInDocument, { input: { email, password, remember: false } })
  if (login?.__typename !== 'Session') throw new Error(`${email} cannot sign in`)
  return person(platform.url, { token: login.token })
}

async function openAccount(): Promise<Person> {
  const name = { firstName: 'Tina', lastName: 'Tour' }
  await guest.ask(RegisterDocument, {
    input: { ...name, email: EMAIL, password: PASSWORD, acceptTerms: true, captchaToken: 'solved' },
  })
  await guest.ask(ResendVerificationDocument, { email: EMAIL })
  await guest.ask(VerifyEmailDocument, { input: { link: await mail('verify-email', EMAIL) } })
  return logIn(EMAIL, PASSWORD)
}

async function useTwoFactor(tina: Person): Promise<void> {
  const { enableTwoFactor: setup } = await tina.ask(EnableTwoFactorDocument)
  if (setup?.__typename !== 'TwoFactorSetup') throw new Error('no set-up')
  const code = codeOf(setup.secret, Date.now())
  const { confirmTwoFactor: confirmed } = await tina.ask(ConfirmTwoFactorDocument, { code })
  if (confirmed?.__typename !== 'RecoveryCodes') throw new Error('not switched on')
  await tina.ask(DisableTwoFactorDocument, { code: confirmed.codes[0] ?? '' })
}

async function changeAccount(tina: Person): Promise<void> {
  await tina.ask(WhoIAmDocument)
  await tina.ask(UpdateProfileDocument, { input: { lastName: 'Turner' } })
  await tina.ask(ChangePasswordDocument, { input: { currentPassword: PASSWORD, newPassword: NEW_PASSWORD } })
  await guest.ask(RequestPasswordResetDocument, { email: EMAIL })
  const reset = await mail('reset-password', EMAIL)
  await guest.ask(ResetPasswordDocument, { input: { link: reset, newPassword: PASSWORD } })
}

/** Confirming a new address signs out everywhere, so it comes last. */
async function changeAddress(tina: Person, admin: Person, id: string): Promise<void> {
  const moved = 'tour.moved@example.test'
  await tina.ask(ChangeEmailDocument, { email: moved })
  await admin.ask(OneUserDocument, { id })
  const [confirm, cancel] = await Promise.all([
    mail('confirm-email-change', moved),
    mail('cancel-email-change', EMAIL),
  ])
  await guest.ask(ConfirmEmailChangeDocument, { input: { link: confirm } })
  await guest.ask(CancelEmailChangeDocument, { input: { link: cancel } })
}

async function keepShop(admin: Person): Promise<string> {
  const texts = { name: 'Tour Final', description: 'd', category: 'c', location: 'l', startsAtText: '6 pm' }
  const { createProduct } = await admin.ask(CreateProductDocument, {
    input: {
      listPrice: { minorUnits: 2000, currency: 'EUR' },
      discountRate: 0,
      stock: 50,
      date: '2024-08-04',
      places: 1,
      translations: { en: texts, fr: texts, de: texts },
    },
  })
  const id = createProduct?.id ?? ''
  await admin.ask(UpdateProductDocument, { id, input: { date: '2024-08-05' } })
  await admin.ask(UpdateProductPricingDocument, { id, input: { stock: 40 } })
  await admin.ask(ProductForAdminsDocument, { id })
  await admin.ask(AllProductsDocument, { first: 5 })
  await admin.ask(SalesDocument, { first: 5 })
  return id
}

async function buy(tina: Person, productId: string): Promise<string> {
  await tina.ask(SetItemDocument, { productId, quantity: 2 })
  const { cart } = await tina.ask(ShowCartDocument)
  const { startPayment } = await tina.ask(PayDocument, { cartId: cart?.id ?? '' })
  if (startPayment?.__typename !== 'StartedPayment') throw new Error('no payment')
  const { uuid } = startPayment.payment
  await confirmAtStripe(platform.stripeUrl, startPayment.clientSecret)
  await until(
    () => tina.ask(ShowPaymentDocument, { uuid }),
    ({ payment }) => payment?.status === 'PAID' && payment.tickets?.length === 2,
  )
  await tina.ask(MyHistoryDocument, { first: 5 })
  await tina.ask(MyTicketsDocument, { first: 5 })
  return uuid
}

async function openFiles(people: readonly Person[], tina: Person, uuid: string): Promise<void> {
  const { payment } = await tina.ask(ShowPaymentDocument, { uuid })
  const ticket = payment?.tickets?.[0]
  const invoice = `${platform.url}/files/invoices/invoice_${uuid}.pdf`
  for (const someone of people) {
    for (const url of [ticket?.pdfUrl ?? '', ticket?.qrUrl ?? '', invoice]) {
      expect((await someone.download(url)).status).toBe(200)
    }
  }
}

async function atTheGate(tina: Person, admin: Person, uuid: string): Promise<void> {
  const { payment } = await tina.ask(ShowPaymentDocument, { uuid })
  const [first, second] = payment?.tickets ?? []
  const employee = await signIn(platform.url, 'employee@example.test')
  const code = /qr_([^/]+)\.png$/.exec(first?.qrUrl ?? '')?.[1] ?? ''
  await employee.ask(AdmitDocument, { code })
  await admin.ask(SetTicketStatusDocument, { id: second?.id ?? '', status: 'CANCELLED' })
  await admin.ask(RefundDocument, { uuid, cents: 100, ticketIds: null })
}

async function administer(admin: Person, productId: string): Promise<string> {
  const { users } = await admin.ask(FindUsersDocument, { filter: { email: EMAIL } })
  const id = users?.nodes[0]?.id ?? ''
  await admin.ask(UpdateUserDocument, { id, input: { firstName: 'Tamara' } })
  const staff = { firstName: 'Eva', lastName: 'Staff', email: 'tour.staff@example.test', password: PASSWORD }
  await admin.ask(CreateEmployeeDocument, { input: staff })
  await admin.ask(IssueFreeTicketsDocument, { input: { userId: id, productId, quantity: 1, language: 'EN' } })
  await admin.ask(AllTicketsDocument, { first: 5 })
  await admin.ask(AllPaymentsDocument, { first: 5 })
  return id
}

/** `METHOD /api/route` of every call that the backend answered with a success. */
async function reached(): Promise<ReadonlySet<string>> {
  const metrics = await (await fetch(`${platform.url}/metrics`)).text()
  const calls = metrics.matchAll(/^backend_calls_total\{method="(\w+)",route="([^"]+)",status="2\d\d"\}/gm)
  return new Set([...calls].map(([, method, route]) => `${method} ${route}`))
}

it('reaches each of the 49 operations of the REST API through the running gateway', async () => {
  const admin = await signIn(platform.url, 'admin@example.test')
  await openAccount().then(useTwoFactor)
  await changeAccount(await logIn(EMAIL, PASSWORD))
  const tina = await logIn(EMAIL, PASSWORD)
  const productId = await keepShop(admin)
  await guest.ask(BrowseDocument)
  await guest.ask(ShowCartDocument)
  const uuid = await buy(tina, productId)
  await openFiles([tina, admin], tina, uuid)
  await atTheGate(tina, admin, uuid)
  const userId = await administer(admin, productId)
  await changeAddress(tina, admin, userId)
  await admin.ask(SignOutDocument)

  const declared = [...readFileSync(COVERAGE, 'utf8').matchAll(/^\| `(\w+ \/api\/[^`]+)`/gm)].map(
    ([, name]) => name ?? '',
  )
  expect(declared).toHaveLength(49)
  const calls = await reached()
  expect(declared.filter((operation) => !calls.has(operation))).toEqual([])
})
