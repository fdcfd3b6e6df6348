// One Fetch node: send, share, merge, and note what failed.
import { type AnswerObject, copyOf, isObject, mergeInto } from './answer-tree.js'
import type { Execution, FetchResult, SubgraphError } from './execute-plan.js'
import { noteEntityErrors, noteErrors } from './fault.js'
import type { ReadyFetch } from './query-plan.js'
import { type Represented, represent } from './representations.js'
import { applyRewrites } from './rewrites.js'

type Variables = Readonly<Record<string, unknown>>

const NO_VARIABLES: Variables = Object.freeze({})

/** Those of the request's variables that the fetch needs. */
export function variablesOf({ variables: names }: ReadyFetch, variables: Variables): Variables {
  if (names.length === 0) return NO_VARIABLES
  const given: Record<string, unknown> = {}
  for (const name of names) {
    if (Object.hasOwn(variables, name) && variables[name] !== undefined) given[name] = variables[name]
  }
  return given
}

/** Equal fetches that are under way at the same time are one. */
function send(execution: Execution, fetch: ReadyFetch, variables: Variables): Promise<FetchResult> {
  if (!fetch.shareable) return execution.fetch(fetch, variables)
  execution.inFlight ??= new Map()
  const { inFlight } = execution
  const content = JSON.stringify([fetch.service, fetch.document, variables])
  const underWay = inFlight.get(content)
  if (underWay !== undefined) return underWay
  const sent = execution.fetch(fetch, variables).finally(() => inFlight.delete(content))
  inFlight.set(content, sent)
  return sent
}

const brokenAnswer = (service: string): SubgraphError => ({
  message: `The ${service} service gave an answer of another shape than was asked.`,
  extensions: { code: 'INTERNAL_SERVER_ERROR', service },
})

/** The result may be another reader's too: what is rewritten is a copy. */
function rewritten(
  { schema }: Execution,
  { outputRewrites }: ReadyFetch,
  received: AnswerObject,
): AnswerObject {
  if (outputRewrites.length === 0) return received
  const copy = copyOf(received)
  applyRewrites(schema, outputRewrites, copy)
  return isObject(copy) ? copy : received
}

const errorsIn = ({ errors }: FetchResult, fetch: ReadyFetch, isWhole: boolean): readonly SubgraphError[] => {
  if (errors !== undefined && errors.length > 0) return errors
  return isWhole ? [] : [brokenAnswer(fetch.service)]
}

/** Takes in the result of a fetch that is not for entities: it belongs to every object. */
export function takeFields(
  execution: Execution,
  fetch: ReadyFetch,
  objects: readonly AnswerObject[],
  result: FetchResult,
): void {
  const { data } = result
  if (isObject(data)) {
    const received = rewritten(execution, fetch, data)
    for (const object of objects) mergeInto(object, received, fetch.places)
  }
  const errors = errorsIn(result, fetch, isObject(data))
  if (errors.length > 0) noteErrors(execution, fetch, errors, objects)
}

async function fetchFields(
  execution: Execution,
  fetch: ReadyFetch,
  objects: readonly AnswerObject[],
): Promise<void> {
  const result = await send(execution, fetch, variablesOf(fetch, execution.variables))
  takeFields(execution, fetch, objects, result)
}

function takeEntity(
  execution: Execution,
  fetch: ReadyFetch,
  owner: AnswerObject,
  received: AnswerObject,
): void {
  // Rewrites ask for the type, which a subgraph need not have been asked for.
  const named =
    fetch.outputRewrites.length === 0 || received.__typename !== undefined
      ? received
      : Object.assign(Object.create(null), received, { __typename: owner.__typename })
  mergeInto(owner, rewritten(execution, fetch, named), fetch.places)
}

function entitiesOf(data: unknown, count: number): readonly unknown[] | null {
  const entities = isObject(data) ? data._entities : undefined
  return Array.isArray(entities) && entities.length === count ? entities : null
}

function takeEntities(
  execution: Execution,
  fetch: ReadyFetch,
  { objects, representations, slots }: Represented & { readonly objects: readonly AnswerObject[] },
  result: FetchResult,
): void {
  const entities = entitiesOf(result.data, representations.length)
  if (entities !== null) {
    objects.forEach((owner, index) => {
      const received = entities[slots[index] ?? -1]
      if (isObject(received)) takeEntity(execution, fetch, owner, received)
    })
  }
  const errors = errorsIn(result, fetch, entities !== null)
  if (errors.length > 0) noteEntityErrors(execution, fetch, errors, { objects, slots })
}

async function fetchEntities(
  execution: Execution,
  fetch: ReadyFetch,
  objects: readonly AnswerObject[],
): Promise<void> {
  const { representations, slots } = represent(execution.schema, objects, fetch)
  if (representations.length === 0) return
  const variables = { ...variablesOf(fetch, execution.variables), representations }
  const result = await send(execution, fetch, variables)
  takeEntities(execution, fetch, { objects, representations, slots }, result)
}

export function runFetch(
  execution: Execution,
  fetch: ReadyFetch,
  objects: readonly AnswerObject[],
): Promise<void> {
  return fetch.requires === null
    ? fetchFields(execution, fetch, objects)
    : fetchEntities(execution, fetch, objects)
}
