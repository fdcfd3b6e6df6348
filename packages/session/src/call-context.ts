// What one request carries from the gateway into every subgraph, in-process and over HTTP alike.

/** The backend's three roles. */
export type Role = 'USER' | 'EMPLOYEE' | 'ADMIN'

/** The languages in which the backend speaks. */
export type Language = 'en' | 'fr' | 'de'

/** Who is asking. `backendToken` is the REST API's own bearer token and leaves the platform nowhere. */
export interface Caller {
  /** Null when the client sent a raw backend token, which has no session of ours. */
  readonly sessionId: string | null
  /** The number of the account at the backend; 0 for staff of an outside identity provider, who have none. */
  readonly userId: number
  readonly role: Role
  readonly backendToken: string
}

/** Whether the caller is somebody at the backend: staff of an outside identity provider is not. */
export const hasAccount = ({ userId }: Caller): boolean => userId > 0

/** One request as every subgraph sees it. */
export interface CallContext {
  /** Null: a guest. */
  readonly caller: Caller | null
  /** Who of an identity provider's staff asks, who have no number: `staff:` and a hash. Undefined for everybody else. */
  readonly staffId?: string | undefined
  /** A UUID; null for a signed-in caller who brought none. */
  readonly guestCartId: string | null
  /** True: its id was made for this request, so nothing is in that cart yet. */
  readonly guestCartIsNew?: boolean | undefined
  readonly language: Language
  readonly requestId: string
  readonly clientName: string | null
  readonly clientAddress: string | null
  readonly idempotencyKey: string | null
  /** W3C trace context. */
  readonly traceparent: string | null
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadline: number
  /** Aborts at the deadline; a query's also when its client goes away. */
  readonly signal: AbortSignal
  /** Headers of the client that subgraphs over HTTP get beside the sealed call, as they came. */
  readonly forwardedHeaders?: Readonly<Record<string, string | string[]>>
  /** Where clients reach this gateway, without a trailing slash: the base of file links. */
  readonly publicUrl: string
}
