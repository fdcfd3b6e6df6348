/** Stripe's test cards by name: who pays, and who declines with which code. Source: docs.stripe.com/testing. */

export interface Decline {
  readonly code: string
  /** Absent where the code alone says it all. */
  readonly declineCode?: string
  readonly message: string
  readonly param?: string
}

export interface TestCard {
  readonly brand: string
  readonly last4: string
  readonly country: string
  readonly funding: 'credit' | 'debit' | 'prepaid'
  readonly decline?: Decline
}

function accepted(
  brand: string,
  last4: string,
  { country = 'US', funding = 'credit' }: Partial<Pick<TestCard, 'country' | 'funding'>> = {},
): TestCard {
  return { brand, last4, country, funding }
}

const ACCEPTED: Readonly<Record<string, TestCard>> = {
  visa: accepted('visa', '4242'),
  visa_debit: accepted('visa', '5556', { funding: 'debit' }),
  mastercard: accepted('mastercard', '4444'),
  mastercard_debit: accepted('mastercard', '8210', { funding: 'debit' }),
  mastercard_prepaid: accepted('mastercard', '5100', { funding: 'prepaid' }),
  amex: accepted('amex', '8431'),
  discover: accepted('discover', '9424'),
  diners: accepted('diners', '0004'),
  jcb: accepted('jcb', '0505'),
  unionpay: accepted('unionpay', '0005'),
  us: accepted('visa', '4242'),
  ca: accepted('visa', '0000', { country: 'CA' }),
  gb: accepted('visa', '0000', { country: 'GB' }),
  fr: accepted('visa', '0003', { country: 'FR' }),
  de: accepted('visa', '0016', { country: 'DE' }),
  jp: accepted('visa', '0003', { country: 'JP' }),
}

const CARD_DECLINED = 'card_declined'
const DECLINED = 'Your card was declined.'

const DECLINES: Readonly<Record<string, Decline & { last4: string }>> = {
  chargeDeclined: { last4: '0002', code: CARD_DECLINED, declineCode: 'generic_decline', message: DECLINED },
  chargeDeclinedInsufficientFunds: {
    last4: '9995',
    code: CARD_DECLINED,
    declineCode: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
  },
  chargeDeclinedLostCard: { last4: '9987', code: CARD_DECLINED, declineCode: 'lost_card', message: DECLINED },
  chargeDeclinedStolenCard: {
    last4: '9979',
    code: CARD_DECLINED,
    declineCode: 'stolen_card',
    message: DECLINED,
  },
  chargeDeclinedFraudulent: {
    last4: '0019',
    code: CARD_DECLINED,
    declineCode: 'fraudulent',
    message: DECLINED,
  },
  chargeDeclinedVelocityLimitExceeded: {
    last4: '6975',
    code: CARD_DECLINED,
    declineCode: 'card_velocity_exceeded',
    message: 'Your card was declined for making repeated attempts too frequently.',
  },
  chargeDeclinedExpiredCard: {
    last4: '0069',
    code: 'expired_card',
    message: 'Your card has expired.',
    param: 'exp_month',
  },
  chargeDeclinedIncorrectCvc: {
    last4: '0127',
    code: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
    param: 'cvc',
  },
  chargeDeclinedProcessingError: {
    last4: '0119',
    code: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
}

/** The card behind a name such as `pm_card_visa`, `pm_card_chargeDeclined` or `pm_card_visa_chargeDeclinedExpiredCard`. */
export function findTestCard(name: string): TestCard | undefined {
  const short = /^pm_card_(.+)$/.exec(name)?.[1]
  if (short === undefined) return undefined
  if (Object.hasOwn(ACCEPTED, short)) return ACCEPTED[short]
  const reason = short.replace(/^visa_/, '')
  const decline = Object.hasOwn(DECLINES, reason) ? DECLINES[reason] : undefined
  return decline && { ...accepted('visa', decline.last4), decline }
}
