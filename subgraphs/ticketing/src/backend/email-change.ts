// PATCH auth/email: asks for a change of the caller's address, which two mails then confirm or call off.
import { z } from 'zod'
import type { Ask } from './ask.js'
import { withFieldNames } from './field-names.js'

/** Nothing changes before the link to the new address is followed. A second request replaces the first. */
export async function requestEmailChange(ask: Ask, email: string): Promise<void> {
  await withFieldNames(
    {},
    ask({ method: 'PATCH', route: '/api/auth/email', body: { email }, answer: z.unknown() }),
  )
}
