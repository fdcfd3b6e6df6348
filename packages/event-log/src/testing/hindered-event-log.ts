// For tests: an event log whose appends fail, lose their answers or hang, as the test says.
import { CodedError } from '@ticketing/service-kit'
import type { Append, EventLog } from '../event-log.js'

/** `down`: it is not recorded. `lost`: it is recorded, and the answer is lost. `hangs`: neither is ever answered. */
export type Hindrance = 'down' | 'lost' | 'hangs' | null

const NEVER = new Promise<never>(() => undefined)

const down = () =>
  new CodedError('SERVICE_UNAVAILABLE', 'A part of the platform is down for the moment.', {
    operatorMessage: 'hindered by a test',
  })

/** `hinder` is asked before each append. */
export function hinderedEventLog(
  eventLog: EventLog,
  hinder: (batches: readonly Append[]) => Hindrance,
): EventLog {
  return {
    ...eventLog,
    async append(batches) {
      const hindrance = hinder(batches)
      if (hindrance === 'hangs') return NEVER
      if (hindrance === 'down') throw down()
      const result = await eventLog.append(batches)
      if (hindrance === 'lost') throw down()
      return result
    },
  }
}
