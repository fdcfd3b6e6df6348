// An operation made ready once: planned and compiled; a request only runs it.
import { type DocumentNode, GraphQLError, type GraphQLSchema, getVariableValues } from 'graphql'
import {
  type ConditionValues,
  checkConditions,
  conditionVariables,
  findOperation,
  type Operation,
} from './collect-fields.js'
import { executePlan, type Fetch } from './execute-plan.js'
import { compileIntrospection, type Introspect } from './introspection.js'
import { type PlacedFault, placeFaults, unexplained } from './place-faults.js'
import { compileProjection, type Projection, type Violation } from './projection.js'
import type { QueryPlan, ReadyNode } from './query-plan.js'
import { readyPlan } from './ready-plan.js'
import type { TypeKnowledge } from './type-condition.js'

/** Sets of values of @skip and @include that an operation is kept compiled for; others are compiled each time. */
const MAX_VARIANTS = 16

export interface PrepareOptions {
  /** Valid by the schema. */
  readonly document: DocumentNode
  readonly operationName: string | null
  readonly plan: QueryPlan
  /** What clients see. */
  readonly schema: GraphQLSchema
  /** What the plan was made of. */
  readonly supergraph: TypeKnowledge
}

export interface Answer {
  /** Absent where the operation was not run. */
  readonly data?: Record<string, unknown> | null
  readonly errors?: readonly GraphQLError[]
}

export interface PreparedOperation {
  run(variables: Readonly<Record<string, unknown>>, fetch: Fetch): Promise<Answer>
}

interface Variant {
  readonly values: ConditionValues
  readonly project: Projection
  readonly introspect: Introspect | null
}

const toError = ({ error, service, path }: PlacedFault): GraphQLError =>
  new GraphQLError(error.message || `The ${service} service failed.`, {
    ...(path.length > 0 ? { path } : {}),
    originalError: error instanceof Error ? error : null,
    extensions: { ...error.extensions, service },
  })

const toViolationError = ({ message, path }: Violation): GraphQLError => new GraphQLError(message, { path })

function variantsOf({ schema, document }: PrepareOptions, operation: Operation) {
  const names = conditionVariables(document, operation)
  const kept = new Map<string, Variant>()
  return (variables: Readonly<Record<string, unknown>>): Variant => {
    const key = names.map((name) => String(variables[name])).join()
    const known = kept.get(key)
    if (known !== undefined) return known
    const values = Object.fromEntries(names.map((name) => [name, variables[name]]))
    checkConditions(values)
    const variant = {
      values,
      project: compileProjection(schema, operation, values),
      introspect: compileIntrospection(schema, operation, values),
    }
    if (kept.size < MAX_VARIANTS) kept.set(key, variant)
    return variant
  }
}

interface Run {
  readonly plan: ReadyNode | null
  readonly variant: Variant
  readonly operation: Operation
  readonly supergraph: TypeKnowledge
  readonly variables: Readonly<Record<string, unknown>>
  readonly fetch: Fetch
}

async function runVariant({ plan, variant, operation, supergraph, variables, fetch }: Run): Promise<Answer> {
  const { values, project, introspect } = variant
  const options = { fetch, schema: supergraph, variables, conditions: values }
  const { tree, faults } = await executePlan(plan, options)
  const { data, violations } = project(tree)
  if (data !== null && introspect !== null) Object.assign(data, introspect(variables))
  const placed = placeFaults(faults, operation, values)
  const errors = [...placed.map(toError), ...unexplained(violations, placed).map(toViolationError)]
  return errors.length === 0 ? { data } : { data, errors }
}

/** The kind of the plan's first node that this executor does not know, where there is one. */
export function prepareOperation(options: PrepareOptions): PreparedOperation | { readonly unknown: string } {
  const { document, operationName, schema, supergraph } = options
  const operation = findOperation(document, operationName)
  if (operation === null) throw new GraphQLError('The document has no such operation.')
  const plan = readyPlan(options.plan)
  if (plan !== null && 'unknown' in plan) return plan
  const variantFor = variantsOf(options, operation)
  const { variableDefinitions = [] } = operation.definition
  return {
    async run(variables, fetch) {
      const { coerced, errors } = getVariableValues(schema, variableDefinitions, variables)
      if (errors !== undefined) return { errors }
      try {
        const variant = variantFor(coerced)
        return await runVariant({ plan, variant, operation, supergraph, variables, fetch })
      } catch (fault) {
        if (fault instanceof GraphQLError) return { errors: [fault] }
        throw fault
      }
    },
  }
}
