// Who may use what, written down by hand from what the REST backend itself allows; never made from our declarations.
// Each group says which of the backend's rules it follows. Routes are the backend's; "admins", "employees" and "users"
// are its roles, and every role may own a cart, buy, and have tickets.

/** `own`: only what belongs to the caller. A guest owns a cart, and the account that is being signed in to. */
export type Cell = 'yes' | 'own' | 'no'
export type Audience = 'guest' | 'user' | 'employee' | 'admin'
export const AUDIENCES: readonly Audience[] = ['guest', 'user', 'employee', 'admin']

/** What a subgraph refuses by, on the field itself, whatever led to it. */
export type Rule =
  | 'public'
  | 'signed in'
  | 'owner'
  | 'owner or ADMIN'
  | 'ADMIN'
  | 'EMPLOYEE'
  | 'ADMIN or EMPLOYEE'

interface Group {
  readonly wall: Rule
  /** Guest, user, employee, admin. */
  readonly cells: readonly [Cell, Cell, Cell, Cell]
  /** Field names by type, with blanks between them. */
  readonly fields: Readonly<Record<string, string>>
}

const everybody: Group['cells'] = ['yes', 'yes', 'yes', 'yes']
const ownThings: Group['cells'] = ['own', 'own', 'own', 'own']
const ownAccount: Group['cells'] = ['no', 'own', 'own', 'own']
const ownOrAdmin: Group['cells'] = ['no', 'own', 'own', 'yes']
const adminsOnly: Group['cells'] = ['no', 'no', 'no', 'yes']
const employeesOnly: Group['cells'] = ['no', 'no', 'yes', 'no']

const shop: readonly Group[] = [
  // GET products and products/{id} are public, sold-out ones by their number too.
  {
    wall: 'public',
    cells: everybody,
    fields: {
      Query: 'product products',
      Product:
        'id name description category location date startsAtText places imageUrl price listPrice discountRate stock inStock',
      ProductConnection: 'nodes edges pageInfo totalCount',
      ProductEdge: 'cursor node',
      PageInfo: 'hasNextPage hasPreviousPage startCursor endCursor',
    },
  },
  // GET products/all, and the three routes that make or change a product, are for admins.
  {
    wall: 'ADMIN',
    cells: adminsOnly,
    fields: { Query: 'allProducts', Mutation: 'createProduct updateProduct updateProductPricing' },
  },
  // All languages of a product at once are what an admin edits. The backend answers one language to everybody, so a
  // patient guest could gather them; nothing of it is secret, but no rule of the backend offers it either.
  { wall: 'ADMIN', cells: adminsOnly, fields: { Product: 'translations' } },
  {
    wall: 'public',
    cells: adminsOnly,
    fields: { ProductTranslation: 'language name description category location date startsAtText places' },
  },
  // GET tickets/admin/sales is for admins.
  {
    wall: 'ADMIN',
    cells: adminsOnly,
    fields: { Query: 'sales', ProductSales: 'product name soldCount' },
  },
  {
    wall: 'public',
    cells: adminsOnly,
    fields: {
      ProductSalesConnection: 'nodes edges pageInfo totalCount',
      ProductSalesEdge: 'cursor node',
    },
  },
]

const carts: readonly Group[] = [
  // GET cart and PATCH cart/items/{product} are public and only ever reach the caller's own cart. DELETE cart/items
  // refuses guests, who can still set each line to nothing by PATCH: that is how the gateway clears their carts.
  {
    wall: 'public',
    cells: ownThings,
    fields: {
      Query: 'cart',
      Mutation: 'setCartItem clearCart',
      Cart: 'id items total',
      CartItem: 'product quantity unitPrice lineTotal inStock available',
      StockUnavailable: 'lines',
      StockShortage: 'product requested available',
    },
  },
]

const accounts: readonly Group[] = [
  // The routes of registration, sign-in and forgotten passwords are public; the links in mails carry their own proof.
  {
    wall: 'public',
    cells: everybody,
    fields: {
      Mutation:
        'login register resendVerification verifyEmail requestPasswordReset resetPassword confirmEmailChange cancelEmailChange',
      Session: 'token expiresAt',
      TwoFactorRequired: 'codeRejected',
      EmailNotVerified: 'email',
      Registered: 'email',
      CaptchaRefused: 'tokenRejected',
      EmailTaken: 'address',
      PasswordRefused: 'faults',
      EmailVerified: 'already',
      InvalidLink: 'expired',
      PasswordReset: 'email',
      EmailChanged: 'signedOut',
      EmailChangeCancelled: 'signedOut',
    },
  },
  // Any signed-in role changes its own account by users/me, auth/password, auth/email, auth/2fa/* and auth/logout;
  // none of these routes names whose.
  {
    wall: 'signed in',
    cells: ownAccount,
    fields: {
      Mutation:
        'logout updateProfile changePassword changeEmail enableTwoFactor confirmTwoFactor disableTwoFactor',
    },
  },
  {
    wall: 'public',
    cells: ownAccount,
    fields: {
      EmailChangeRequested: 'newEmail',
      TwoFactorSetup: 'secret otpauthUrl expiresAt',
      RecoveryCodes: 'codes',
      TwoFactorRefused: 'reason',
    },
  },
  // The backend lists nobody's tokens, and POST auth/logout ends the one that it is asked with: where somebody is signed
  // in is for that person alone to see and to end.
  { wall: 'signed in', cells: ownAccount, fields: { Mutation: 'endSession' } },
  { wall: 'owner', cells: ownAccount, fields: { User: 'sessions' } },
  {
    wall: 'public',
    cells: ownAccount,
    fields: { ActiveSession: 'id current startedAt lastUsedAt expiresAt client' },
  },
]

const people: readonly Group[] = [
  // GET users/me is for whoever is signed in, and sign-in itself answers the account. To a guest there is no `me`: that
  // is null and no refusal, since asking who one is tells nothing.
  { wall: 'public', cells: ownThings, fields: { Query: 'me', Session: 'user' } },
  // GET users/{id} answers names and address, to admins and employees; a user may not even read himself that way.
  { wall: 'ADMIN or EMPLOYEE', cells: ['no', 'no', 'yes', 'yes'], fields: { Query: 'user' } },
  {
    wall: 'public',
    cells: ['own', 'own', 'yes', 'yes'],
    fields: { User: 'id firstName lastName email' },
  },
  // A role is told by sign-in to its holder, and by GET users to admins; not by what employees may read.
  { wall: 'public', cells: ['own', 'own', 'own', 'yes'], fields: { User: 'role' } },
  // Whether an account asks for a code: users/me and GET users.
  { wall: 'owner or ADMIN', cells: ownOrAdmin, fields: { User: 'twoFactorEnabled' } },
  // Only GET users and users/email/{user} tell these, and both are for admins, as are PATCH users/{id} and
  // POST users/employees (which some versions answer with a failure to anybody).
  {
    wall: 'ADMIN',
    cells: adminsOnly,
    fields: {
      Query: 'users',
      Mutation: 'updateUser createEmployee',
      User: 'isActive createdAt emailVerifiedAt pendingEmailChange',
      PendingEmailChange: 'oldEmail newEmail requestedAt',
    },
  },
  {
    wall: 'public',
    cells: adminsOnly,
    fields: { UserConnection: 'nodes edges pageInfo totalCount', UserEdge: 'cursor node' },
  },
]

const tickets: readonly Group[] = [
  // GET tickets/user, tickets/{file} and tickets/qr/{file} give everybody's own and answer 404 for the rest; GET tickets
  // and the admin files give admins anybody's. No route shows tickets of others to employees, but by a scan.
  { wall: 'signed in', cells: ownOrAdmin, fields: { Query: 'ticket', Payment: 'tickets' } },
  {
    wall: 'owner or ADMIN',
    cells: ownOrAdmin,
    fields: {
      User: 'tickets',
      Ticket:
        'token status usedAt refundedAt cancelledAt user productSnapshot product payment qrUrl pdfUrl download qrDownload',
    },
  },
  {
    wall: 'public',
    cells: ownOrAdmin,
    fields: {
      Ticket: 'id',
      TicketConnection: 'nodes edges pageInfo totalCount',
      TicketEdge: 'cursor node',
      ProductSnapshot: 'name category places listPrice discountRate price',
    },
  },
  // The list of all tickets, free tickets and a ticket's state are for admins.
  {
    wall: 'ADMIN',
    cells: adminsOnly,
    fields: { Query: 'tickets', Mutation: 'setTicketStatus issueFreeTickets' },
  },
  // Both scan routes are for employees, and refuse admins.
  {
    wall: 'EMPLOYEE',
    cells: employeesOnly,
    fields: {
      Query: 'ticketByScanCode',
      Mutation: 'admitTicket',
      ScannedTicket: 'token status holder event',
      AdmittedTicket: 'token usedAt holder event',
      TicketAlreadyProcessed: 'token status holder event',
      TicketHolder: 'firstName lastName email',
      TicketEvent: 'name date startsAtText location places',
    },
  },
]

const payments: readonly Group[] = [
  // GET payments/{uuid} is the owner's alone, 404 to anybody else; GET payments gives admins everything of anybody's.
  { wall: 'signed in', cells: ownOrAdmin, fields: { Query: 'payment' } },
  { wall: 'public', cells: ownOrAdmin, fields: { Payment: 'uuid' } },
  // The owner's own routes tell state, amount and dates. Method, lines and refunds stand on the admins' list only: the
  // gateway reads them for the owner by its service account, after it has seen that the payment is his.
  {
    wall: 'owner or ADMIN',
    cells: ownOrAdmin,
    fields: {
      Payment:
        'status method amount createdAt paidAt refundedAt refundedAmount lines invoiceUrl invoiceDownload user',
    },
  },
  {
    wall: 'public',
    cells: ownOrAdmin,
    fields: {
      PaymentLine: 'product name category quantity listPrice discountRate unitPrice lineTotal places',
    },
  },
  // Only GET payments tells when a payment changed, and its number at Stripe later than in the moment it was made.
  {
    wall: 'ADMIN',
    cells: adminsOnly,
    fields: { Query: 'payments', Payment: 'transactionId updatedAt' },
  },
  // GET invoices lists the caller's own, to admins too; an admin sees anybody's payments on GET payments, and opens any
  // invoice by invoices/admin/{file}.
  { wall: 'owner or ADMIN', cells: ownOrAdmin, fields: { User: 'payments invoices' } },
  {
    wall: 'public',
    cells: ownOrAdmin,
    fields: {
      PaymentConnection: 'nodes edges pageInfo totalCount',
      PaymentEdge: 'cursor node',
      InvoiceConnection: 'nodes edges pageInfo totalCount',
      InvoiceEdge: 'cursor node',
      Invoice: 'uuid amount status createdAt fileUrl download',
      // The backend has no links; ours open what the caller may open, in the caller's name.
      Download: 'url expiresAt',
    },
  },
  // POST payments pays for the caller's own cart, whatever the role; it fails for a cart of somebody else.
  { wall: 'signed in', cells: ownAccount, fields: { Mutation: 'startPayment' } },
  {
    wall: 'public',
    cells: ownAccount,
    fields: {
      StartedPayment: 'payment clientSecret',
      EmptyCart: 'cartId',
      CartAlreadyPaid: 'payment',
    },
  },
  // POST payments/{uuid}/refund is for admins.
  { wall: 'ADMIN', cells: adminsOnly, fields: { Mutation: 'refundPayment' } },
  {
    wall: 'public',
    cells: adminsOnly,
    fields: {
      RefundedPayment: 'payment refunded tickets unmarkedTickets',
      RefundRefused: 'reason left refundedAtStripe',
    },
  },
]

// The backend knows nothing of currencies. Rates and units are common knowledge, and an amount is seen where the field
// that holds it is: knowing an amount is all it takes to write it or to convert it.
const money: readonly Group[] = [
  {
    wall: 'public',
    cells: everybody,
    fields: {
      Query: 'currencies exchangeRate',
      Currency: 'code numeric exponent name convertible',
      ExchangeRate: 'from to rate asOf source',
      Money: 'amount currency formatted in minorUnits',
    },
  },
]

// The backend keeps no history: this one is ours. Whoever may see a thing may see what happened to it, and only admins
// may see everything, by which request it was, and what waits for them.
const audit: readonly Group[] = [
  { wall: 'owner or ADMIN', cells: ownOrAdmin, fields: { Payment: 'history', Ticket: 'history' } },
  { wall: 'public', cells: ownThings, fields: { Cart: 'history' } },
  {
    wall: 'public',
    cells: ['own', 'own', 'own', 'yes'],
    fields: {
      AuditEventConnection: 'nodes edges pageInfo totalCount',
      AuditEventEdge: 'cursor node',
      AuditEvent: 'id type outcome stream version position actor recordedAt occurredAt observedAt payload',
      AuditActor: 'id role',
    },
  },
  {
    wall: 'ADMIN',
    cells: adminsOnly,
    fields: {
      Query: 'auditTrail parkedWebhooks',
      Mutation: 'releaseParkedWebhook',
      AuditEvent: 'client requestId correlationId causationId',
    },
  },
  {
    wall: 'public',
    cells: adminsOnly,
    fields: {
      ParkedWebhookConnection: 'nodes edges pageInfo totalCount',
      ParkedWebhookEdge: 'cursor node',
      ParkedWebhook: 'id eventType payment reason parkedAt',
    },
  },
]

/** What is expected of one field. */
export interface Expectation {
  readonly wall: Rule
  readonly cells: Readonly<Record<Audience, Cell>>
}

function toEntries({ wall, cells, fields }: Group): readonly (readonly [string, Expectation])[] {
  const [guest, user, employee, admin] = cells
  return Object.entries(fields).flatMap(([type, names]) =>
    names
      .split(' ')
      .map((name) => [`${type}.${name}`, { wall, cells: { guest, user, employee, admin } }] as const),
  )
}

/** By `Type.field`; a field that stands in two groups is there twice. */
export const EXPECTED: readonly (readonly [string, Expectation])[] = [
  ...shop,
  ...carts,
  ...accounts,
  ...people,
  ...tickets,
  ...payments,
  ...money,
  ...audit,
].flatMap(toEntries)

const byName = new Map(EXPECTED)

/** Throws for a field that this table does not know. */
export function expectationOf(field: string): Expectation {
  const found = byName.get(field)
  if (found === undefined) throw new Error(`${field} does not stand in permissions.expected.ts`)
  return found
}
