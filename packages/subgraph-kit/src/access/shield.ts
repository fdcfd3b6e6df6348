// The second wall: a graphql-shield tree made from the declarations, standing only where a rule is needed.
import { type GraphQLSchema, isObjectType } from 'graphql'
import { applyMiddleware, type IMiddlewareFieldMap, type IMiddlewareTypeMap } from 'graphql-middleware'
import { allow, rule, shield } from 'graphql-shield'
import type { SubgraphContext } from '../context.js'
import { type Access, declaredAccess } from './access.js'
import { decideAccess } from './decide.js'

type ShieldRule = ReturnType<ReturnType<typeof rule>>

// Owner rules look at the record, so nothing is cached: a decision costs less than its cache key.
const toShieldRule = (access: Access): ShieldRule =>
  rule({ cache: 'no_cache' })((record: unknown, _args: unknown, context: SubgraphContext) =>
    decideAccess(access, context.call.caller, record),
  )

/** The rules by type and field; fields that are public do not stand in it. */
function ruleTree(schema: GraphQLSchema): Record<string, Record<string, ShieldRule>> {
  const tree: Record<string, Record<string, ShieldRule>> = {}
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue
    const rules: Record<string, ShieldRule> = {}
    for (const field of Object.values(type.getFields())) {
      const access = declaredAccess(field.extensions, type.extensions)
      if (access && access.kind !== 'public') rules[field.name] = toShieldRule(access)
    }
    if (Object.keys(rules).length > 0) tree[type.name] = rules
  }
  return tree
}

// shield wraps every field of the schema, which makes each one async: keep only what a rule was declared for.
function onlyRuled(
  all: IMiddlewareTypeMap,
  tree: Record<string, Record<string, ShieldRule>>,
): IMiddlewareTypeMap {
  const kept: IMiddlewareTypeMap = {}
  for (const [typeName, rules] of Object.entries(tree)) {
    const fields = all[typeName] as IMiddlewareFieldMap
    kept[typeName] = Object.fromEntries(
      Object.keys(rules).map((name) => [name, fields[name]]),
    ) as IMiddlewareFieldMap
  }
  return kept
}

/** The schema with a rule before each field that is not public. */
export function withShield(schema: GraphQLSchema): GraphQLSchema {
  const tree = ruleTree(schema)
  if (Object.keys(tree).length === 0) return schema
  const generator = shield(tree, { allowExternalErrors: true, fallbackRule: allow })
  return applyMiddleware(schema, onlyRuled(generator.generate(schema) as IMiddlewareTypeMap, tree))
}
