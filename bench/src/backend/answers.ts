// The REST answers as the backend writes them, made once and kept as bytes.
import {
  CALLERS,
  cartOf,
  paymentsOf,
  productOf,
  productsOfCategory,
  type Payment as ShopPayment,
  ticketsOf,
} from '../data.js'

const TIME = '2024-07-01T10:00:00+00:00'

export const productRow = (id: number) => {
  const { name, listCents, sale } = productOf(id)
  return {
    id,
    name,
    price: listCents / 100,
    sale: sale / 100,
    stock_quantity: 50,
    product_details: {
      places: 1,
      description: 'An evening of finals, from the first heat to the last medal.',
      date: '2024-08-09',
      time: 'Doors at six, first start at seven',
      location: 'A stadium in Saint-Denis',
      category: 'Running',
      image: `event-${id}.jpg`,
    },
  }
}

const pagination = (total: number) => ({ total, per_page: total, current_page: 1, last_page: 1 })

export const productAnswer = (id: number) => ({ data: productRow(id) })

export const listAnswer = (category: string) => {
  const rows = productsOfCategory(category).map(productRow)
  return { data: rows, pagination: pagination(rows.length) }
}

export const meAnswer = (caller: number) => ({
  user: {
    firstname: `First ${caller}`,
    lastname: `Last ${caller}`,
    email: `caller-${caller}@example.test`,
    twofa_enabled: false,
  },
})

export const cartAnswer = (caller: number) => {
  const { id, lines } = cartOf(caller)
  const items = lines.map(({ product, quantity }, index) => ({
    id: id + index,
    product_id: product,
    quantity,
    in_stock: true,
    available_quantity: 50,
    unit_price: productOf(product).cents / 100,
    total_price: (productOf(product).cents * quantity) / 100,
    product: {
      name: productOf(product).name,
      image: null,
      date: '2024-08-09',
      time: 'Doors at six',
      location: 'Saint-Denis',
    },
  }))
  return { data: { id, user_id: caller, cart_items: items } }
}

export const ticketsAnswer = (caller: number) => {
  const rows = ticketsOf(caller).map(({ id, product, payment }) => ({
    id,
    token: `token-${id}`,
    product_snapshot: {
      product_id: product,
      product_name: productOf(product).name,
      ticket_type: 'Running',
      ticket_places: 1,
      quantity: 1,
      unit_price: productOf(product).listCents / 100,
      discount_rate: productOf(product).sale / 100,
      discounted_price: productOf(product).cents / 100,
    },
    status: 'issued',
    used_at: null,
    refunded_at: null,
    cancelled_at: null,
    qr_filename: `/storage/qrcodes/qr_${id}.png`,
    pdf_filename: `/storage/tickets/ticket_${id}.pdf`,
    payment_uuid: payment.uuid,
  }))
  return { data: rows, meta: pagination(rows.length) }
}

export const invoicesAnswer = (caller: number) => {
  const rows = paymentsOf(caller).map(({ uuid, cents }) => ({
    uuid,
    amount: cents / 100,
    status: 'paid',
    created_at: TIME,
    invoice_link: `invoice_${uuid}.pdf`,
    download_url: `http://127.0.0.1/api/invoices/invoice_${uuid}.pdf`,
  }))
  return { data: rows, links: {}, meta: pagination(rows.length) }
}

/** A payment as its owner reads it alone. */
export const paymentState = { status: 'paid', paid_at: TIME }

const recordOf = (caller: number, { uuid, cents }: ShopPayment) => ({
  uuid,
  invoice_link: `invoice_${uuid}.pdf`,
  cart_snapshot: [],
  amount: (cents / 100).toFixed(2),
  payment_method: 'stripe',
  status: 'paid',
  transaction_id: `pi_${uuid}`,
  paid_at: TIME,
  refunded_at: null,
  refunded_amount: null,
  user: { id: caller, email: `caller-${caller}@example.test` },
  created_at: TIME,
  updated_at: TIME,
})

/** As an admin lists payments: of one user, or the one with this uuid. */
export const recordsAnswer = (caller: number, uuid: string | null) => {
  const rows = paymentsOf(caller)
    .filter((payment) => uuid === null || payment.uuid === uuid)
    .map((payment) => recordOf(caller, payment))
  return { data: rows, links: {}, meta: pagination(rows.length) }
}

/** A page of the accounts, as an admin lists them; by an address, the one that has it. */
export const usersAnswer = (page: number, perPage: number, email: string | null) => {
  const callers = Array.from({ length: CALLERS }, (_, index) => index + 1)
  const users = callers.map((id) => ({
    id,
    firstname: `First ${id}`,
    lastname: `Last ${id}`,
    email: `caller-${id}@example.test`,
    role: 'user',
    is_active: true,
    twofa_enabled: false,
    created_at: TIME,
    email_verified_at: TIME,
  }))
  const found = users.filter((user) => email === null || user.email === email)
  const rows = found.slice((page - 1) * perPage, page * perPage)
  return { data: { users: rows }, links: {}, meta: pagination(found.length) }
}

export const loginAnswer = {
  message: 'Logged in',
  token: `9999|${'admin'.repeat(9)}abc`,
  user: { id: 9999, firstname: 'A', lastname: 'D', email: 'admin@example.test', role: 'admin' },
}
