import { CodedError } from '@ticketing/service-kit'

/** The customer's bank has yet to answer Stripe: nothing else may be paid for this cart until it is known. */
export const beingPaid = (): CodedError =>
  new CodedError('CONFLICT', 'This cart is being paid at this moment; try again when that has ended.')
