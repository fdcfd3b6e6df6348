// For tests: a backend that has payments and tickets, and lists them as the existing one does.
import type { BackendClient, BackendRequest, ServiceAccount } from '@ticketing/backend-client'
import { CodedError } from '@ticketing/service-kit'

export interface PaymentRow {
  readonly uuid: string
  status: 'pending' | 'paid' | 'failed' | 'refunded'
  readonly payment_method: 'stripe' | 'free'
  readonly amount: string
  refunded_amount: string | null
  readonly created_at: string
  updated_at: string
  paid_at: string | null
  refunded_at: string | null
  readonly user: { readonly id: number }
}

export interface TicketRow {
  readonly id: number
  readonly token: string
  status: 'issued' | 'used' | 'refunded' | 'cancelled'
  readonly product_snapshot: { readonly product_id: number }
  readonly user: { readonly id: number }
  readonly payment: { readonly uuid: string }
  readonly created_at: string
  updated_at: string
  used_at: string | null
  refunded_at: string | null
  cancelled_at: string | null
}

type Query = Readonly<Record<string, unknown>>

const dayOf = (moment: string): string => moment.slice(0, 10)
const compare = (a: string | null, b: string | null): number =>
  Number((a ?? '') > (b ?? '')) || -Number(a !== b)

function payments(rows: readonly PaymentRow[], query: Query): readonly PaymentRow[] {
  const by = (query.sort_by ?? 'created_at') as 'created_at' | 'paid_at' | 'refunded_at'
  return rows
    .filter(({ created_at }) => dayOf(created_at) >= String(query.date_from ?? ''))
    .filter(({ created_at }) => dayOf(created_at) <= String(query.date_to ?? '9'))
    .filter(({ status }) => status === (query.status ?? status))
    .toSorted((a, b) => (query.sort_order === 'asc' ? compare(a[by], b[by]) : compare(b[by], a[by])))
}

const tickets = (rows: readonly TicketRow[], query: Query): readonly TicketRow[] =>
  rows
    .filter(({ updated_at }) => dayOf(updated_at) >= String(query.updated_from ?? ''))
    .filter(({ created_at }) => dayOf(created_at) <= String(query.created_to ?? '9'))
    .toSorted((a, b) => compare(b.created_at, a.created_at) || b.id - a.id)

export interface BoxOffice {
  readonly payments: PaymentRow[]
  readonly tickets: TicketRow[]
  /** `/api/payments 1` of every page that was read. */
  readonly asked: string[]
  /** Fails each page from now on, until it is set back. */
  isDown: boolean
  readonly backend: Pick<BackendClient, 'send'>
  readonly serviceAccount: ServiceAccount
}

export function createBoxOffice(): BoxOffice {
  const office: BoxOffice = {
    payments: [],
    tickets: [],
    asked: [],
    isDown: false,
    backend: {
      async send<T>({ route, query = {}, answer }: BackendRequest<T>): Promise<T> {
        office.asked.push(`${route} ${query.page}`)
        if (office.isDown) throw new CodedError('BACKEND_UNAVAILABLE', 'The backend is away.')
        const all =
          route === '/api/payments' ? payments(office.payments, query) : tickets(office.tickets, query)
        const [page, perPage] = [Number(query.page), Number(query.per_page)]
        const data = all.slice((page - 1) * perPage, page * perPage)
        return answer.parse({ data, meta: { total: all.length } })
      },
    },
    serviceAccount: {
      call: async (base) => ({ ...base, token: 'the service account' }),
      run: async (base, work) => work({ ...base, token: 'the service account' }),
    },
  }
  return office
}

/** `n` makes it another payment; pending since then. */
export const paymentRow = (n: number, at: string, changes: Partial<PaymentRow> = {}): PaymentRow => ({
  uuid: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  status: 'pending',
  payment_method: 'stripe',
  amount: '19.99',
  refunded_amount: null,
  created_at: at,
  updated_at: at,
  paid_at: null,
  refunded_at: null,
  user: { id: 7 },
  ...changes,
})

/** Of that payment, issued then. */
export const ticketRow = (
  id: number,
  { uuid }: Pick<PaymentRow, 'uuid'>,
  at: string,
  changes: Partial<TicketRow> = {},
): TicketRow => ({
  id,
  token: `10000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
  status: 'issued',
  product_snapshot: { product_id: 3 },
  user: { id: 7 },
  payment: { uuid },
  created_at: at,
  updated_at: at,
  used_at: null,
  refunded_at: null,
  cancelled_at: null,
  ...changes,
})
