// Keeps a backend token at rest: whoever reads the table cannot use it, nor move it to another payment.
import { createBoxSeal } from '@ticketing/session'

/** Seals a token for one payment. `open` gives null for what was not sealed here for that payment. */
export interface TokenSeal {
  seal(token: string, paymentUuid: string): string
  open(sealed: string, paymentUuid: string): string | null
}

/** Under a key of its own, derived from SESSION_SECRET: the first of several seals, each of them opens. In base64url. */
export function createTokenSeal(sessionSecret: string): TokenSeal {
  const box = createBoxSeal({ secret: sessionSecret, purpose: 'ticketing payments: started payments' })
  return {
    seal: (token, paymentUuid) => box.seal(Buffer.from(token), paymentUuid).toString('base64url'),
    open: (sealed, paymentUuid) =>
      box.open(Buffer.from(sealed, 'base64url'), paymentUuid)?.toString('utf8') ?? null,
  }
}
