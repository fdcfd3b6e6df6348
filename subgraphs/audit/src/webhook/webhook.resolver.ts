import { type ConnectionOf, Roles } from '@ticketing/subgraph-kit'
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql'
import type { AuditContext } from '../context.js'
import { AuditEvent } from '../event/audit-event.type.js'
import { parsePositionWindow, toPositionPage } from '../event/event-page.js'
import { toAuditEvent, viewerOf } from '../event/event-view.rules.js'
import { ParkedWebhook, ParkedWebhookConnection } from './parked-webhook.type.js'
import { releaseWebhook } from './release.js'

@Resolver()
export class WebhookResolver {
  @Query(() => ParkedWebhookConnection, {
    nullable: true,
    description: 'Events of Stripe that wait for an admin, in the order in which they were parked.',
  })
  @Roles('ADMIN')
  async parkedWebhooks(
    @Ctx() { parkedWebhooks }: AuditContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: 15, description: 'How many, from 1 to 100.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor of the last one that was seen.' })
    after: string | null | undefined,
  ): Promise<ConnectionOf<ParkedWebhook>> {
    const window = parsePositionWindow(first ?? 15, after)
    const all = await parkedWebhooks.list()
    const rest = all.filter(({ position }) => position > (window.after ?? 0n))
    return toPositionPage(rest, window, {
      positionOf: ({ position }) => position,
      toNode: (event) => ParkedWebhook.of(event),
      totalCount: all.length,
    })
  }

  @Mutation(() => AuditEvent, {
    nullable: true,
    description:
      'Lets a parked event of Stripe go on: it is tried again soon. Doing it twice changes nothing more. Answers the ' +
      'event of the release.',
  })
  @Roles('ADMIN')
  async releaseParkedWebhook(
    @Ctx() context: AuditContext,
    @Arg('id', () => ID, { description: "Stripe's id of the event." }) id: string,
  ): Promise<AuditEvent> {
    return toAuditEvent(await releaseWebhook(context, id), viewerOf(context.call))
  }
}
