// One question to the backend, whose answer is known from the contract.

export const ROLES = ['user', 'employee', 'admin'] as const
export type Role = (typeof ROLES)[number]
export type Asker = 'guest' | Role

/** What a path has to name. Each is looked for on the backend, in what its lists show. */
export type Thing = 'product' | 'user' | 'payment' | 'invoiceFile' | 'ticketFile' | 'qrFile' | 'scanCode'

export interface Probe {
  /** As in the contract: `GET /api/products/{product}`. */
  readonly operation: string
  readonly as: Asker
  readonly status: number
  /** What stands for the `{name}` of the path: something found, or a text that names nothing. */
  readonly path: { readonly thing: Thing } | { readonly texts: readonly string[] } | null
  /** With its question mark, or ''. */
  readonly query: string
}
