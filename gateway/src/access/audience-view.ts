// What of one supergraph an audience sees.
import type { GraphQLSchema } from 'graphql'
import { type AccessRules, type Audience, type RefusalOf, refusalsOf } from './audience.js'
import { audienceSchema } from './audience-schema.js'

export interface AudienceView {
  readonly refusalOf: RefusalOf
  /** What introspection shows it. */
  readonly schema: GraphQLSchema
}

/** The view of each audience. `isShownWhole`: introspection shows everything to everybody. */
export function createViews(
  schema: GraphQLSchema,
  rules: AccessRules,
  isShownWhole: boolean,
): (audience: Audience) => AudienceView {
  const views = new Map<Audience, AudienceView>()
  const viewOf = (audience: Audience): AudienceView => {
    const refusalOf = refusalsOf(rules, audience)
    let shown: GraphQLSchema | null = isShownWhole || rules.size === 0 ? schema : null
    return {
      refusalOf,
      // Made when somebody asks for it.
      get schema() {
        shown ??= audienceSchema(schema, refusalOf)
        return shown
      },
    }
  }
  return (audience) => {
    const known = views.get(audience) ?? viewOf(audience)
    views.set(audience, known)
    return known
  }
}
