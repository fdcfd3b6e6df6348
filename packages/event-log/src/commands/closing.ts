// Recording how a command ended. What it did to other streams is recorded with it, in one transaction; where others are at
// work there for long, its own stream is closed first: two that wait for each other's streams would wait for ever.
import { conflict } from '@ticketing/service-kit'
import type { Append } from '../event-log.js'
import type { ByStream } from './events.js'
import type { Waiting } from './waiting.js'

const TOGETHER_MS = 250

export interface Closing {
  /**
   * Records what is not recorded yet. `overtaken`: somebody else has closed the intent. Throws CONFLICT where other streams
   * are not free by `until` (epoch ms), SERVICE_UNAVAILABLE where the log cannot be written; may be called again then.
   */
  finish(until: number, giveUp: AbortSignal): Promise<'closed' | 'overtaken'>
}

export interface ClosingOptions {
  readonly intent: { readonly stream: string; readonly id: string; readonly version: number | 'any' }
  readonly events: ByStream
  /** Whether to record what happened also where somebody else has closed the intent. */
  readonly insist: boolean
}

export function createClosing(
  { waiting, now }: { readonly waiting: Waiting; readonly now: () => number },
  { intent, events, insist }: ClosingOptions,
): Closing {
  const { stream, version } = intent
  const own: Append = {
    stream,
    expected: version,
    closes: intent.id,
    events: events.get(stream) ?? [],
  }
  const others = [...events.keys()]
    .filter((other) => other !== stream)
    .map((other): Append => ({ stream: other, expected: 'any', events: events.get(other) ?? [] }))
  const late: Append = { stream, expected: 'any', events: own.events }
  let rest: readonly Append[] = []
  let result: 'closed' | 'overtaken' | null = null

  async function close(until: number, giveUp: AbortSignal): Promise<'closed' | 'overtaken'> {
    const asking = { giveUp, own: stream, failingUntil: until }
    const together = { ...asking, until: others.length > 0 ? Math.min(until, now() + TOGETHER_MS) : until }
    const all = await waiting.append([own, ...others], together)
    if (all.kind === 'appended') return 'closed'
    if (all.stream !== stream) {
      rest = others
      const alone = await waiting.append([own], { ...asking, until })
      if (alone.kind === 'appended') return 'closed'
    }
    rest = insist ? [late, ...others] : []
    return 'overtaken'
  }

  return {
    async finish(until, giveUp) {
      result ??= await close(until, giveUp)
      if (rest.length === 0) return result
      const last = await waiting.append(rest, { until, giveUp, failingUntil: until })
      if (last.kind === 'conflict') throw conflict()
      rest = []
      return result
    },
  }
}
