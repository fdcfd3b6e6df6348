// Why a request with an Idempotency-Key is not run. In none of these cases was it run now.
import { CodedError } from '@ticketing/service-kit'

export const malformedKey = () =>
  new CodedError(
    'BAD_USER_INPUT',
    'Idempotency-Key must come once, and have 1 to 255 visible ASCII characters.',
  )

export const guessableKey = () =>
  new CodedError(
    'BAD_USER_INPUT',
    'Without a session and without X-Guest-Cart-Id, Idempotency-Key must be a UUID.',
  )

export const noKeysKept = () =>
  new CodedError(
    'BAD_USER_INPUT',
    'This gateway keeps no Idempotency-Key: nothing was done. Send the request without it.',
  )

export const keyReused = () =>
  new CodedError('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used before with another request.')

export const stillRunning = () =>
  new CodedError('CONFLICT', 'The first request with this Idempotency-Key is still at work; try again.')

class FirstOutcomeUnknown extends CodedError {
  constructor() {
    super(
      'CONFLICT',
      'Nobody knows what became of the first request with this Idempotency-Key: look whether it was carried out, and send it again with another key if it was not.',
      { extensions: { outcomeUnknown: true } },
    )
  }

  override get retryable(): boolean {
    return false
  }
}

/** CONFLICT with `outcomeUnknown`: whoever sent the first request has to look. Never retryable. */
export const firstOutcomeUnknown = (): CodedError => new FirstOutcomeUnknown()
