// From a request's variables to a run of its operation: checked, coerced where they must be, and compiled for.
import { type DocumentNode, GraphQLError, type GraphQLSchema, getVariableValues } from 'graphql'
import type { RefusalOf } from '../access/audience.js'
import type { AskedOperation } from './asked-fields.js'
import { type ConditionValues, checkConditions, type Operation } from './collect-fields.js'
import { compileAnswer } from './compiled-answer.js'
import { compileEvidence } from './evident-variables.js'
import type { Fetch } from './execute-plan.js'
import type { QueryPlan } from './query-plan.js'
import type { Answer, Run } from './run-plan.js'
import type { TypeKnowledge } from './type-condition.js'

type Variables = Readonly<Record<string, unknown>>

// Each quotes the value that it is about: without a bound a large value with many faults is quoted for each of them.
const MAX_ERRORS = 3

export interface PrepareOptions {
  /** Valid by the schema. */
  readonly document: DocumentNode
  readonly operationName: string | null
  /** The values of the variables in @skip and @include that it is prepared for, and only run with; default none. */
  readonly conditions?: ConditionValues
  /** Of the operation without what is refused; null: it needs no subgraph. */
  readonly plan: QueryPlan | null
  /** What clients see. */
  readonly schema: GraphQLSchema
  /** The fields that are not in the plan, since whoever asks may not see them; default none. */
  readonly refusalOf?: RefusalOf | null
  /** What introspection shows; default `schema`. */
  readonly introspected?: GraphQLSchema
  /** Whether errors about variables may name what the client did not (default); they know the whole schema. */
  readonly suggests?: boolean
  /** What the plan was made of. */
  readonly supergraph: TypeKnowledge
}

/** What the variables of a request are refused for. */
class RefusedVariables extends Error {
  readonly errors: readonly GraphQLError[]

  constructor(errors: readonly GraphQLError[]) {
    super('refused')
    this.errors = errors
  }
}

/** Rethrows what is not the request's fault. */
export function toAnswer(fault: unknown): Answer {
  if (fault instanceof RefusedVariables) return { errors: fault.errors }
  if (fault instanceof GraphQLError) return { errors: [fault] }
  throw fault
}

/** Throws what `toAnswer` takes. */
export type Begin = (variables: Variables, fetch: Fetch) => Run

export function beginWith(options: PrepareOptions, operation: Operation): Begin {
  const { schema, supergraph, conditions = {}, refusalOf = null } = options
  const { introspected = schema, suggests = true } = options
  const { variableDefinitions = [] } = operation.definition
  const areEvident = compileEvidence(schema, variableDefinitions)
  const asked: AskedOperation = { schema, operation, refusalOf }
  const compiled = compileAnswer(asked, introspected, conditions)

  function requireValid(variables: Variables): void {
    const { errors } = getVariableValues(schema, variableDefinitions, variables, {
      maxErrors: MAX_ERRORS,
      hideSuggestions: !suggests,
    })
    if (errors !== undefined) throw new RefusedVariables(errors)
  }

  return (variables, fetch) => {
    if (!areEvident(variables)) requireValid(variables)
    checkConditions(conditions)
    return { operation, compiled, fetch, schema: supergraph, variables, conditions }
  }
}
