import { describe, expect, it } from '@jest/globals'
import { onceEach } from './failure-log.js'

describe('the failures of one request', () => {
  it('are written down once for each code and reason', () => {
    const lines: unknown[] = []
    const write = (level: string) => (facts: object, message: string) =>
      lines.push({ level, message, ...facts })
    const log = onceEach({ warn: write('warn'), error: write('error') })
    for (let row = 0; row < 100; row += 1) {
      const path = ['rows', row]
      log.warn({ code: 'BACKEND_UNAVAILABLE', reason: 'down', path }, 'a field failed')
      log.warn({ code: 'BACKEND_UNAVAILABLE', reason: 'slow', path }, 'a field failed')
      log.warn({ code: 'BACKEND_TIMEOUT', reason: 'slow', path }, 'a field failed')
      log.error({ err: new TypeError('no such method'), path }, 'a field failed unexpectedly')
      log.error({ err: new RangeError('no such method'), path }, 'a field failed unexpectedly')
    }
    expect(lines).toMatchObject([
      { level: 'warn', code: 'BACKEND_UNAVAILABLE', reason: 'down', path: ['rows', 0] },
      { level: 'warn', code: 'BACKEND_UNAVAILABLE', reason: 'slow' },
      { level: 'warn', code: 'BACKEND_TIMEOUT', reason: 'slow' },
      { level: 'error', err: { name: 'TypeError' } },
      { level: 'error', err: { name: 'RangeError' } },
    ])
  })
})
