import { describe, expect, it } from '@jest/globals'
import { createLog } from '@ticketing/service-kit'
import { END_SERVER_MS, type EndingStep, endServer } from './end-server.js'

const log = createLog({ name: 'test', level: 'silent' })

/** A server that ends by one signal alone. */
function stubborn(endsBy: EndingStep['signal'] | null) {
  const got: string[] = []
  const waited: number[] = []
  return {
    got,
    waited,
    pid: 4711,
    async signal(signal: EndingStep['signal']) {
      got.push(signal)
    },
    async endedWithin(ms: number) {
      waited.push(ms)
      return endsBy !== null && got.includes(endsBy)
    },
  }
}

describe('endServer', () => {
  it.each([
    ['SIGINT', ['SIGINT']],
    ['SIGQUIT', ['SIGINT', 'SIGQUIT']],
    ['SIGKILL', ['SIGINT', 'SIGQUIT', 'SIGKILL']],
  ] as const)('goes as far as %s and no further', async (endsBy, signals) => {
    const server = stubborn(endsBy)
    await endServer(server, log)
    expect(server.got).toEqual(signals)
  })

  it('says in one line that nothing helped, within its time', async () => {
    const server = stubborn(null)
    await expect(endServer(server, log)).rejects.toThrow(/^PostgreSQL \(process 4711\) does not stop$/)
    expect(server.waited.reduce((sum, ms) => sum + ms, 0)).toBe(END_SERVER_MS)
  })
})
