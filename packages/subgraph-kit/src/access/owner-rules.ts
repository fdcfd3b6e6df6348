// The rules that look at the record, for code in which all others have been decided: at the field, and at once.
import { defaultFieldResolver, type GraphQLField, type GraphQLSchema } from 'graphql'
import type { SubgraphContext } from '../context.js'
import type { Access } from './access.js'
import { decideAccess } from './decide.js'
import { ruledFields } from './rules.js'

function decideBefore(field: GraphQLField<unknown, SubgraphContext>, access: Access): void {
  const resolve = field.resolve ?? defaultFieldResolver
  field.resolve = (record, args, context, info) => {
    const decision = decideAccess(access, context.call.caller, record)
    return decision === true ? resolve(record, args, context, info) : decision
  }
}

/** Puts the rules of owners before their fields, in place. No other rule is looked at in this schema. */
export function withOwnerRules(schema: GraphQLSchema): void {
  for (const { type, name, access } of ruledFields(schema)) {
    const field = type.getFields()[name]
    const looksAtRecord = access.kind === 'owner' || access.kind === 'owner-or-roles'
    if (field && looksAtRecord) decideBefore(field, access)
  }
}
