/** The parameters that may be set at creation and changed later, and their reading. */
import type { PaymentIntent } from '../core/model.js'
import { type Params, readText } from '../core/params.js'

/** Some are accepted because clients send them, and change nothing here. */
export const EDITABLE_PARAMS: readonly string[] = [
  'amount',
  'currency',
  'description',
  'metadata',
  'payment_method',
  'payment_method_data',
  'payment_method_options',
  'payment_method_types',
  'receipt_email',
  'setup_future_usage',
  'shipping',
]

type Edits = Partial<Pick<PaymentIntent, 'description' | 'receipt_email'>>

/** The texts that no rule watches over; absent ones are left out, empty ones become null. */
export function readEdits(params: Params): Edits {
  const description = readText(params, 'description')
  const receiptEmail = readText(params, 'receipt_email')
  return {
    ...(description !== undefined && { description }),
    ...(receiptEmail !== undefined && { receipt_email: receiptEmail }),
  }
}
