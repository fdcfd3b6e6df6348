// What the writers do: single events, each durable before the next.
import { randomUUID } from 'node:crypto'
import type { AppendResult, EventLog, ExpectedVersion, NewEvent } from '@ticketing/event-log'

function cartEvent(cart: string, quantity: number): NewEvent<'CartItemSet'> {
  return {
    id: randomUUID(),
    type: 'CartItemSet',
    data: { cart, owner: '12345', product: '67', quantity },
    occurredAt: new Date(),
    context: {
      actor: { id: '12345', role: 'USER' },
      client: 'bench/1.0',
      requestId: randomUUID(),
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      causationId: null,
      correlationId: randomUUID(),
      observedAt: null,
    },
  }
}

function requireAppended(result: AppendResult): number {
  const version = result.kind === 'appended' ? result.versions[0] : undefined
  if (version === undefined) throw new Error(`Nothing was appended: ${JSON.stringify(result)}`)
  return version
}

/** One append after the other, on a stream of its own; a new one after a hundred. */
export type Writer = () => Promise<void>

function createWriter(eventLog: EventLog, expectedAt: (version: number) => ExpectedVersion): Writer {
  let cart = randomUUID()
  let version = 0
  return async () => {
    const events = [cartEvent(cart, version)]
    const batch = { stream: `cart:${cart}`, expected: expectedAt(version), events }
    version = requireAppended(await eventLog.append([batch]))
    if (version === 100) [cart, version] = [randomUUID(), 0]
  }
}

/** By the name of what is measured. */
export const WRITERS: Readonly<Record<string, (eventLog: EventLog) => Writer>> = {
  'at any version': (eventLog) => createWriter(eventLog, () => 'any'),
  'at an exact version': (eventLog) =>
    createWriter(eventLog, (version) => (version === 0 ? 'none' : version)),
}
