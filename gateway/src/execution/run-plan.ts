// One run of a plan: from variables to the answer.
import { GraphQLError } from 'graphql'
import { type AnswerObject, isObject } from './answer-tree.js'
import type { Operation } from './collect-fields.js'
import type { CompiledAnswer } from './compiled-answer.js'
import { type ExecuteOptions, type FetchResult, runNode, startExecution } from './execute-plan.js'
import type { Fault } from './fault.js'
import { takeFields, variablesOf } from './fetch-node.js'
import { notRefused, type PlacedFault, placeFaults, unexplained } from './place-faults.js'
import type { Refused, Violation } from './projection.js'
import type { ReadyFetch, ReadyNode } from './query-plan.js'

export interface Answer {
  /** Absent where the operation was not run. */
  readonly data?: Record<string, unknown> | null
  readonly errors?: readonly GraphQLError[]
  /** Fields that were not fetched, since the client may not see them: errors that are still to be worded. */
  readonly refused?: readonly Refused[]
}

export interface Run extends ExecuteOptions {
  readonly operation: Operation
  readonly compiled: CompiledAnswer
}

const toError = ({ error, service, path }: PlacedFault): GraphQLError =>
  new GraphQLError(error.message || `The ${service} service failed.`, {
    ...(path.length > 0 ? { path } : {}),
    originalError: error instanceof Error ? error : null,
    extensions: { ...error.extensions, service },
  })

const toViolationError = ({ message, path }: Violation): GraphQLError => new GraphQLError(message, { path })

const NO_FAULTS: readonly Fault[] = []

/** The answer, when all has been fetched. */
export function answerFrom(
  { operation, compiled, conditions, variables }: Run,
  tree: AnswerObject,
  faults: readonly Fault[],
): Answer {
  const { project, introspect } = compiled
  const { data, violations, refused } = project(tree)
  if (data !== null && introspect !== null) Object.assign(data, introspect(variables))
  if (faults.length === 0 && violations.length === 0 && refused.length === 0) return { data }
  const placed = notRefused(placeFaults(faults, operation, conditions), refused)
  const errors = [...placed.map(toError), ...unexplained(violations, placed).map(toViolationError)]
  return {
    data,
    ...(errors.length > 0 ? { errors } : {}),
    ...(refused.length > 0 ? { refused } : {}),
  }
}

/** The answer when the first fetch, for the root, has brought this; `rest` is still to be run. */
export async function answerAfter(
  run: Run,
  first: ReadyFetch,
  result: FetchResult,
  rest: ReadyNode | null,
): Promise<Answer> {
  const isWhole = rest === null && result.errors === undefined && first.outputRewrites.length === 0
  // Nothing is merged, so the result itself is the tree.
  if (isWhole && isObject(result.data)) return answerFrom(run, result.data, NO_FAULTS)
  const execution = startExecution(run)
  takeFields(execution, first, [execution.tree], result)
  if (rest !== null) await runNode(execution, rest, [execution.tree])
  return answerFrom(run, execution.tree, execution.faults)
}

/** Null: an operation that needs no subgraph. */
export async function runPlan(run: Run, plan: ReadyNode | null): Promise<Answer> {
  if (plan?.kind === 'Fetch' && plan.requires === null)
    return answerAfter(run, plan, await run.fetch(plan, variablesOf(plan, run.variables)), null)
  const execution = startExecution(run)
  if (plan !== null) await runNode(execution, plan, [execution.tree])
  return answerFrom(run, execution.tree, execution.faults)
}
