// Commands that the gateway refused by the caller's role, before any subgraph was asked.
import { refusalStream } from '@ticketing/event-log'
import { CodedError } from '@ticketing/service-kit'
import { askerOf, Internal } from '@ticketing/subgraph-kit'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { AuditContext } from '../context.js'

/** More than any operation that the gateway lets through has. */
const MAX_NAMES = 100
const MAX_LENGTH = 200

function checkNames(argument: string, names: readonly string[]): void {
  if (names.length > MAX_NAMES || names.some((name) => name.length === 0 || name.length > MAX_LENGTH)) {
    throw new CodedError('BAD_USER_INPUT', '{argument} has at most {most} entries.', {
      values: { argument, most: MAX_NAMES },
    })
  }
}

@Resolver()
export class RefusalResolver {
  @Mutation(() => Boolean, {
    nullable: true,
    description:
      "For the gateway: records which commands it refused to the caller, and by which fields' rules.",
  })
  @Internal()
  async recordRefusedCommands(
    @Ctx() { eventLog, call, now, newId }: AuditContext,
    @Arg('commands', () => [String], { description: 'The names of the mutations, at least one.' })
    commands: string[],
    @Arg('rules', () => [String], { description: 'The rules that refused them, such as ADMIN.' })
    rules: string[],
  ): Promise<boolean> {
    checkNames('commands', commands)
    checkNames('rules', rules)
    if (commands.length === 0) return false
    const asker = askerOf(call)
    const stream = refusalStream(asker.actor.id)
    const context = { ...asker, causationId: null, correlationId: newId(), observedAt: null }
    await eventLog.append([
      {
        stream,
        expected: 'any',
        events: [
          {
            id: newId(),
            type: 'PrivilegedCommandRefused',
            data: { commands, rules },
            occurredAt: new Date(now()),
            context,
          },
        ],
      },
    ])
    return true
  }
}
