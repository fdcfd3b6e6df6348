/** Why an amount was refused; stable, so that callers can translate it. */
export type MoneyFault =
  | 'UNKNOWN_CURRENCY'
  | 'CURRENCY_MISMATCH'
  | 'NOT_A_DECIMAL'
  | 'TOO_MANY_DIGITS'
  | 'OUT_OF_RANGE'
  | 'BAD_RATE'
  | 'BAD_WEIGHTS'
  | 'UNKNOWN_LOCALE'

/** The only error this package throws. Its message holds nothing but the caller's own input. */
export class MoneyError extends Error {
  override readonly name = 'MoneyError'

  constructor(
    readonly fault: MoneyFault,
    message: string,
  ) {
    super(message)
  }
}
