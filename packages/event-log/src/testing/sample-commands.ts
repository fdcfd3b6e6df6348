// For tests: commands, and who gives them.
import { randomUUID } from 'node:crypto'
import { createLog } from '@ticketing/service-kit'
import type { Asker, Command, Outgoing } from '../commands/commands.js'
import { type CommandsOptions, createCommands } from '../commands/create-commands.js'

/** A log that nobody reads. */
export const sampleLog = createLog({ name: 'test', level: 'silent' })

export const sampleAsker: Asker = {
  actor: { id: '7', role: 'USER' },
  client: 'tests',
  requestId: 'a-request',
  traceparent: null,
}

/** On a cart of its own, with 5 seconds to go. */
export const sampleCommand = (changes: Partial<Command> = {}): Command => ({
  stream: `cart:${randomUUID()}`,
  name: 'setCartItem',
  arguments: { product: '3', quantity: 1 },
  asker: sampleAsker,
  deadline: Date.now() + 5_000,
  ...changes,
})

/** What happens by it. */
export const sampleHappening = (quantity = 1): Outgoing => ({
  type: 'CartItemSet',
  data: { cart: 'user:7', owner: '7', product: '3', quantity },
})

/** Without settlers, and settling only when it is asked to. */
export const sampleCommands = (options: Partial<CommandsOptions> & Pick<CommandsOptions, 'eventLog'>) =>
  createCommands({
    settlers: {},
    now: Date.now,
    newId: randomUUID,
    log: sampleLog,
    settleEveryMs: 3_600_000,
    ...options,
  })
