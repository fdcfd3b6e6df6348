import { CodedError } from '@ticketing/service-kit'

/** Stripe has the money, or is taking it, and the backend does not know yet: nothing else may be paid for this cart. */
export const justPaid = (): CodedError =>
  new CodedError('CONFLICT', 'This cart has just been paid; look at your payments.')
