import { type ConnectionOf, Roles } from '@ticketing/subgraph-kit'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Info, Int, Query, Resolver } from 'type-graphql'
import type { AuditContext } from '../context.js'
import { type AuditEvent, AuditEventConnection } from '../event/audit-event.type.js'
import { parsePositionWindow, readEventPage } from '../event/event-page.js'
import { typesFor, viewerOf } from '../event/event-view.rules.js'
import { toEventFilter } from './trail.rules.js'
import { AuditFilter } from './trail.type.js'

@Resolver()
export class TrailResolver {
  @Query(() => AuditEventConnection, {
    nullable: true,
    description:
      'What happened on the platform, the newest first. A cursor is a place in the log: a page stays as it is while ' +
      'more is recorded.',
  })
  @Roles('ADMIN')
  auditTrail(
    @Ctx() { eventLog, call }: AuditContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('filter', () => AuditFilter, { nullable: true, description: 'Which events; default all.' })
    filter: AuditFilter | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: 15, description: 'How many, from 1 to 100.' })
    first: number | null,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The cursor of the last event that was seen.',
    })
    after: string | null | undefined,
  ): Promise<ConnectionOf<AuditEvent>> {
    const viewer = viewerOf(call)
    const wanted = toEventFilter(filter, typesFor(viewer))
    const window = parsePositionWindow(first ?? 15, after)
    return readEventPage(eventLog, { filter: wanted, direction: 'backwards', window, viewer }, info)
  }
}
