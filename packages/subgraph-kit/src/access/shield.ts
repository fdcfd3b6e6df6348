// The second wall: a graphql-shield tree made from the declarations, standing only where a rule is needed.
import type { GraphQLSchema } from 'graphql'
import { applyMiddleware, type IMiddlewareFieldMap, type IMiddlewareTypeMap } from 'graphql-middleware'
import { allow, rule, shield } from 'graphql-shield'
import type { SubgraphContext } from '../context.js'
import type { Access } from './access.js'
import { decideAccess } from './decide.js'
import { ruledFields } from './rules.js'

type ShieldRule = ReturnType<ReturnType<typeof rule>>
type RuleTree = Record<string, Record<string, ShieldRule>>

// Owner rules look at the record, so nothing is cached: a decision costs less than its cache key.
const toShieldRule = (access: Access): ShieldRule =>
  rule({ cache: 'no_cache' })((record: unknown, _args: unknown, context: SubgraphContext) =>
    decideAccess(access, context.call.caller, record),
  )

/** The rules by type and field; fields that are public do not stand in it. */
function ruleTree(schema: GraphQLSchema): RuleTree {
  const tree: RuleTree = {}
  for (const { type, name, access } of ruledFields(schema)) {
    tree[type.name] = { ...tree[type.name], [name]: toShieldRule(access) }
  }
  return tree
}

// shield wraps every field of the schema, which makes each one async: keep only what a rule was declared for.
function onlyRuled(all: IMiddlewareTypeMap, tree: RuleTree): IMiddlewareTypeMap {
  const kept: IMiddlewareTypeMap = {}
  for (const [typeName, rules] of Object.entries(tree)) {
    const fields = all[typeName] as IMiddlewareFieldMap
    kept[typeName] = Object.fromEntries(
      Object.keys(rules).map((name) => [name, fields[name]]),
    ) as IMiddlewareFieldMap
  }
  return kept
}

/** A copy of the schema, with a rule before each field that is not public. */
export function withShield(schema: GraphQLSchema): GraphQLSchema {
  const generator = shield(ruleTree(schema), { allowExternalErrors: true, fallbackRule: allow })
  const middleware = onlyRuled(generator.generate(schema) as IMiddlewareTypeMap, ruleTree(schema))
  return applyMiddleware(schema, middleware)
}
