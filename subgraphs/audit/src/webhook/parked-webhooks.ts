// Which events of Stripe wait for an admin: those whose stream ends with WebhookParked. What was read of the log is kept,
// so that each look reads on from there: positions have no gaps, and nothing comes late.
import type { EventLog, SealedEvent } from '@ticketing/event-log'

export type ParkedEvent = Extract<SealedEvent, { type: 'WebhookParked' }>

export interface ParkedWebhooks {
  /** All that wait, in the order in which they were parked. */
  list(): Promise<readonly ParkedEvent[]>
}

const PAGE = 1000

export function createParkedWebhooks(eventLog: Pick<EventLog, 'readAll'>): ParkedWebhooks {
  // By stream; a Map keeps the order in which they came.
  const parked = new Map<string, ParkedEvent>()
  let seen = 0n
  let reading: Promise<void> | null = null

  async function readOn(): Promise<void> {
    for (;;) {
      const events = await eventLog.readAll({
        after: seen,
        filter: { streamPrefix: 'webhook:' },
        limit: PAGE,
      })
      for (const event of events) {
        parked.delete(event.stream)
        if (event.type === 'WebhookParked') parked.set(event.stream, event)
        seen = event.position
      }
      if (events.length < PAGE) return
    }
  }

  return {
    async list() {
      // Whoever comes while somebody reads may have recorded something since: reads again, one after the other.
      while (reading !== null) await reading.catch(() => undefined)
      reading = readOn().finally(() => {
        reading = null
      })
      await reading
      return [...parked.values()]
    },
  }
}
