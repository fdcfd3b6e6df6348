import { describe, expect, it } from '@jest/globals'
import { answer, type Rule } from './core/request.js'
import { createStore } from './core/state.js'
import { memoryJournal } from './journal/journal.js'
import { type Command, createLedger } from './ledger.js'

const command: Command = {
  route: 'POST /v1/test',
  params: {},
  id: '',
  caller: 'server',
  requestId: 'req_1',
  idempotencyKey: 'key-1',
  newToken: () => 'token',
}

describe('a change that cannot be made durable', () => {
  it('is neither applied nor answered, and the next one is taken', async () => {
    const store = createStore()
    let broken = true
    const append = async () => {
      if (broken) throw new Error('disk full')
    }
    const ledger = createLedger({
      store,
      journal: { ...memoryJournal, append },
      now: () => 0,
      onCommitted: () => {},
    })
    const rule: Rule = () => answer({ done: true })
    await expect(ledger.write(rule, command)).rejects.toThrow('disk full')
    expect(store.state.answers.size).toBe(0)
    broken = false
    expect((await ledger.write(rule, command)).status).toBe(200)
    expect(store.state.answers.size).toBe(1)
  })
})
