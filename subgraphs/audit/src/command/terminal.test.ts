import { describe, expect, it } from '@jest/globals'
import { createTerminal } from './terminal.js'

function open(isTTY: boolean) {
  const written: string[] = []
  return { written, terminal: createTerminal({ isTTY, write: (text) => written.push(text) }) }
}

describe('a terminal', () => {
  it('shows a bar in one place, and lines above it', () => {
    const { written, terminal } = open(true)
    terminal.progress({ name: 'payments', done: 50, total: 100 })
    terminal.progress({ name: 'payments', done: 100, total: 100 })
    terminal.line('Done.')
    expect(written).toEqual([
      '[############............] payments 50/100',
      '\r\u001b[K',
      '[########################] payments 100/100',
      '\r\u001b[K',
      'Done.\n',
    ])
  })

  it('is a line for each tenth where nobody looks', () => {
    const { written, terminal } = open(false)
    for (let done = 0; done <= 1000; done += 10) terminal.progress({ name: 'tickets', done, total: 1000 })
    terminal.progress({ name: 'refunds', done: 0, total: 0 })
    expect(written).toHaveLength(12)
    expect(written.slice(0, 2)).toEqual(['tickets 0/1000\n', 'tickets 100/1000\n'])
    expect(written.at(-1)).toBe('refunds 0/0\n')
  })
})
