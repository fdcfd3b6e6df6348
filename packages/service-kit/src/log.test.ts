import { describe, expect, it } from '@jest/globals'
import { createLog, type Log } from './log.js'

function record(write: (log: Log) => void): string {
  const lines: string[] = []
  write(createLog({ name: 'test', destination: { write: (line) => lines.push(line) } }))
  return lines.join('')
}

describe('createLog', () => {
  it('writes one JSON line with name, level and time', () => {
    const entry: unknown = JSON.parse(record((log) => log.info({ port: 4000 }, 'ready')))
    expect(entry).toMatchObject({ name: 'test', level: 'info', port: 4000, msg: 'ready' })
  })

  it('hides whatever is named like a secret, at any depth and in arrays', () => {
    const text = record((log) =>
      log.info({ headers: { authorization: 's1', Cookie: 's1' }, list: [{ backendToken: 's1', id: 7 }] }),
    )
    expect(text).not.toContain('s1')
    expect(text).toContain('"id":7')
  })

  it('hides bearer tokens and URL passwords in messages and errors', () => {
    const text = record((log) => {
      log.info('got Bearer abc.def for postgres://me:hush@host/db')
      log.error(new Error('cannot reach postgres://me:hush@host/db'))
      log.error({ err: new Error('refused Bearer abc.def') })
      log.error({ err: Object.assign(new Error('x'), { password: 'hush' }) }, 'failed')
    })
    expect(text).not.toMatch(/hush|abc\.def/)
    expect(text).toContain('cannot reach postgres://me:[redacted]@host/db')
  })

  it('survives a value that contains itself', () => {
    const loop: Record<string, unknown> = {}
    loop.self = loop
    expect(record((log) => log.info(loop, 'loop'))).toContain('"msg":"loop"')
  })
})
