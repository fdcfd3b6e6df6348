// What stands in the log of the scripted world, as tests compare it; and commands whose process died.
import { randomUUID } from 'node:crypto'
import type { JsonValue, RecordedEvent } from '@ticketing/event-log'
import type { World } from './world.js'

/** Without what is new in each run: ids, times, hashes. */
export async function storyOf({ eventLog }: World, stream: string) {
  const events = await eventLog.readStream(stream)
  return events.map(({ type, data }: RecordedEvent) => ({ type, data }))
}

export const typesOf = async (world: World, stream: string): Promise<readonly string[]> =>
  (await world.eventLog.readStream(stream)).map(({ type }) => type)

/** Leaves an intent behind, as a process does that is killed before the backend has answered. */
export async function abandon(
  { eventLog }: World,
  stream: string,
  command: string,
  about: Readonly<Record<string, JsonValue>>,
): Promise<string> {
  const id = randomUUID()
  const context = {
    actor: { id: '1', role: 'USER' as const },
    client: null,
    requestId: 'r-of-the-dead',
    traceparent: null,
    causationId: null,
    correlationId: 'r-of-the-dead',
    observedAt: null,
  }
  const data = { command, arguments: about, patienceMs: 1 }
  const intent = { id, type: 'CommandIntended' as const, data, occurredAt: new Date(), context }
  await eventLog.append([{ stream, expected: 'any', events: [intent] }])
  return id
}

/** Until nobody is at work on the stream, settling what can be settled; then its last event. */
export async function settled(world: World, stream: string): Promise<RecordedEvent> {
  while ((await world.eventLog.openIntent(stream)) !== null) await world.settle()
  const [last] = await world.eventLog.readStream(stream, { direction: 'backwards', limit: 1 })
  if (last === undefined) throw new Error(`Nothing was recorded in ${stream}`)
  return last
}
