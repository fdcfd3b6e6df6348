// What became of a payment that was to make place for a newer one: it did, once the backend calls it failed.
import { NOT_DONE, type Settle } from '@ticketing/event-log'
import { z } from 'zod'
import { findPaymentRecord } from '../backend/payment-records.js'
import type { SettlingParts } from '../parts.js'
import { paymentSuperseded } from '../payment-events.js'
import { settlingAsService } from '../settling/settling.js'

const shape = z.object({ payment: z.string(), user: z.int().nullable(), event: z.string() })

/** What `supersedePayment` says of itself; `event` is the id of the event that tells the backend. */
export type SupersedeArguments = Readonly<z.infer<typeof shape>>

export const supersedeSettler = (parts: SettlingParts): Settle =>
  settlingAsService(parts, shape, async ({ payment: uuid, user: userId, event: eventId }, { ask }) => {
    const record = await findPaymentRecord(ask, uuid)
    if (record?.status !== 'FAILED') return NOT_DONE
    return { kind: 'done', events: [paymentSuperseded({ uuid, userId, eventId })] }
  })
