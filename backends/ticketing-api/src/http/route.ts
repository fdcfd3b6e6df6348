import type { Answer } from './answer.js'
import type { Call, SignedInCall } from './call.js'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * One operation. `access` says what a token means to it:
 * `public` never looks; `anyone` takes a good token and treats a bad one as none; `signed-in` refuses.
 */
export type Route = {
  readonly method: Method
  /** As OpenAPI writes it: `/api/products/{product}`. */
  readonly path: string
  /** Counts against the shared allowance of the sign-in routes. */
  readonly throttled?: boolean
  /** Takes a multipart body with one picture. */
  readonly upload?: boolean
} & (
  | { readonly access: 'public' | 'anyone'; readonly handle: (call: Call) => Promise<Answer> }
  | { readonly access: 'signed-in'; readonly handle: (call: SignedInCall) => Promise<Answer> }
)
