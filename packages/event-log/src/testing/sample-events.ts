// For tests: events that hold what their types ask for.
import { randomUUID } from 'node:crypto'
import type { EventData, EventType } from '../catalogue.js'
import type { EventContext, NewEvent } from '../event.js'

/** Of a signed-in user; a request of its own. */
export const sampleContext = (changes: Partial<EventContext> = {}): EventContext => ({
  actor: { id: '7', role: 'USER' },
  client: 'tests',
  requestId: null,
  traceparent: null,
  causationId: null,
  correlationId: randomUUID(),
  observedAt: null,
  ...changes,
})

/** With an id of its own, now. */
export const sampleEvent = <Type extends EventType>(
  type: Type,
  data: EventData<Type>,
  changes: Partial<NewEvent<Type>> = {},
): NewEvent<Type> => ({
  id: randomUUID(),
  type,
  data,
  occurredAt: new Date(),
  context: sampleContext(),
  ...changes,
})

export const sampleIntent = (command = 'setCartItem', patienceMs = 60_000): NewEvent<'CommandIntended'> =>
  sampleEvent('CommandIntended', { command, arguments: {}, patienceMs })

export const sampleCompletion = (command = 'setCartItem'): NewEvent<'CommandCompleted'> =>
  sampleEvent('CommandCompleted', { command, note: null })

/** Something small that needs no lock. */
export const sampleSignIn = (user = '7'): NewEvent<'SignedIn'> =>
  sampleEvent('SignedIn', { user, session: randomUUID() })
