import type { ColumnType, Generated, Insertable, Selectable } from 'kysely'

/** The tables as kysely sees them. PostgreSQL hands `numeric` out as text, which the contract often wants. */

type Json<T> = ColumnType<T, string, string>
type Money = ColumnType<string, string | number, string | number>

export type Role = 'admin' | 'employee' | 'user'
export type PaymentStatus = 'pending' | 'paid' | 'failed' | 'refunded'
export type PaymentMethod = 'paypal' | 'stripe' | 'free'
export type TicketStatus = 'issued' | 'used' | 'refunded' | 'cancelled'
export type Locale = 'en' | 'fr' | 'de'

/** What is said of a product in one language; any key may be null. `time` is free text. */
export interface ProductDetails {
  readonly places: number | null
  readonly description: string | null
  readonly date: string | null
  readonly time: string | null
  readonly location: string | null
  readonly category: string | null
  readonly image: string | null
}

/** A line frozen at purchase. `unit_price` is text on lines of free tickets, a number otherwise. */
export interface SnapshotLine {
  readonly product_id: number
  readonly product_name: string
  readonly ticket_type: string | null
  readonly ticket_places: number | null
  readonly quantity: number
  readonly unit_price: number | string
  readonly discount_rate: number
  readonly discounted_price: number
}

export interface CartSnapshot {
  readonly locale: Locale
  readonly lines: readonly SnapshotLine[]
}

interface Dated {
  created_at: Date
  updated_at: Date
}

interface UsersTable extends Dated {
  id: Generated<number>
  firstname: string
  lastname: string
  email: string
  password_hash: string
  role: Role
  is_active: ColumnType<boolean, boolean | undefined, boolean>
  email_verified_at: Date | null
  twofa_secret: string | null
  recovery_codes: ColumnType<string[], string[] | undefined, string[]>
}

interface AccessTokensTable {
  id: Generated<number>
  user_id: number
  token_hash: string
  created_at: Date
}

interface TwoFactorSetupsTable {
  user_id: number
  secret: string
  expires_at: Date
}

interface PasswordResetsTable {
  email: string
  token_hash: string
  created_at: Date
}

interface EmailChangesTable extends Dated {
  id: Generated<number>
  user_id: number
  old_email: string
  new_email: string
  token_hash: string
  confirmed_at: Date | null
}

interface ApplicationKeysTable {
  name: string
  value: string
}

/** @public Named in the declarations of queries. */
export interface ProductsTable extends Dated {
  id: Generated<number>
  name: string
  price: Money
  sale: ColumnType<string | null, string | number | null, string | number | null>
  stock_quantity: number
  details: Json<ProductDetails>
}

/** @public Named in the declarations of queries. */
export interface ProductTranslationsTable {
  product_id: number
  locale: Exclude<Locale, 'en'>
  name: string
  details: Json<ProductDetails>
}

interface CartsTable {
  id: Generated<number>
  user_id: number
}

interface CartItemsTable {
  id: Generated<number>
  cart_id: number
  product_id: number
  quantity: number
}

interface GuestCartsTable {
  id: string
  expires_at: Date
}

interface GuestCartItemsTable {
  position: Generated<number>
  guest_cart_id: string
  product_id: number
  quantity: number
}

interface PaymentsTable extends Dated {
  id: Generated<number>
  uuid: string
  user_id: number
  cart_id: number | null
  cart_snapshot: Json<CartSnapshot>
  amount: Money
  payment_method: PaymentMethod
  status: PaymentStatus
  transaction_id: string | null
  client_secret: string | null
  invoice_link: string
  paid_at: Date | null
  refunded_at: Date | null
  refunded_amount: ColumnType<string | null, string | number | null, string | number | null>
}

interface TicketsTable extends Dated {
  id: Generated<number>
  /** What the POST of a scan wants, and the lists show. */
  token: string
  /** What the QR code holds, and the file names carry. */
  qr_token: string
  payment_id: number
  user_id: number
  product_id: number
  product_snapshot: Json<SnapshotLine>
  status: TicketStatus
  used_at: Date | null
  refunded_at: Date | null
  cancelled_at: Date | null
}

export interface Tables {
  users: UsersTable
  access_tokens: AccessTokensTable
  two_factor_setups: TwoFactorSetupsTable
  password_resets: PasswordResetsTable
  email_changes: EmailChangesTable
  application_keys: ApplicationKeysTable
  products: ProductsTable
  product_translations: ProductTranslationsTable
  carts: CartsTable
  cart_items: CartItemsTable
  guest_carts: GuestCartsTable
  guest_cart_items: GuestCartItemsTable
  payments: PaymentsTable
  tickets: TicketsTable
}

export type User = Selectable<UsersTable>
export type Payment = Selectable<PaymentsTable>
export type Ticket = Selectable<TicketsTable>
export type NewPayment = Insertable<PaymentsTable>
export type NewTicket = Insertable<TicketsTable>
