// One Fetch node: send, share, merge, and note what failed.
import { type AnswerObject, copyOf, isObject, mergeInto } from './answer-tree.js'
import type { Cursor, Execution, FetchResult, SubgraphError } from './execute-plan.js'
import { noteEntityErrors, noteErrors } from './fault.js'
import type { ReadyFetch } from './query-plan.js'
import { represent } from './representations.js'
import { applyRewrites } from './rewrites.js'

function givenVariables({ variables }: Execution, names: readonly string[]): Record<string, unknown> {
  const given: Record<string, unknown> = {}
  for (const name of names) {
    if (Object.hasOwn(variables, name) && variables[name] !== undefined) given[name] = variables[name]
  }
  return given
}

/** Equal fetches that are under way at the same time are one. */
function send(
  execution: Execution,
  fetch: ReadyFetch,
  variables: Readonly<Record<string, unknown>>,
): Promise<FetchResult> {
  const { inFlight } = execution
  if (!fetch.shareable) return execution.fetch(fetch, variables)
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

async function fetchFields(execution: Execution, fetch: ReadyFetch, cursor: Cursor): Promise<void> {
  const { data, errors = [] } = await send(execution, fetch, givenVariables(execution, fetch.variables))
  if (isObject(data)) {
    const received = rewritten(execution, fetch, data)
    for (const object of cursor.objects) mergeInto(object, received)
  }
  const broken = !isObject(data) && errors.length === 0
  const found = broken ? [brokenAnswer(fetch.service)] : errors
  if (found.length > 0) noteErrors({ execution, fetch, cursor }, found)
}

function mergeEntity(
  execution: Execution,
  fetch: ReadyFetch,
  { owners, received }: { owners: readonly AnswerObject[]; received: AnswerObject },
): void {
  for (const owner of owners) {
    // Rewrites ask for the type, which a subgraph need not have been asked for.
    const named =
      fetch.outputRewrites.length === 0 || received.__typename !== undefined
        ? received
        : Object.assign(Object.create(null), received, { __typename: owner.__typename })
    mergeInto(owner, rewritten(execution, fetch, named))
  }
}

function entitiesOf(data: unknown, count: number): readonly unknown[] | null {
  const entities = isObject(data) ? data._entities : undefined
  return Array.isArray(entities) && entities.length === count ? entities : null
}

async function fetchEntities(execution: Execution, fetch: ReadyFetch, cursor: Cursor): Promise<void> {
  const represented = represent(execution.schema, cursor.objects, fetch)
  if (represented.length === 0) return
  const variables = {
    ...givenVariables(execution, fetch.variables),
    representations: represented.map(({ representation }) => representation),
  }
  const { data, errors = [] } = await send(execution, fetch, variables)
  const entities = entitiesOf(data, represented.length)
  represented.forEach(({ owners }, index) => {
    const received = entities?.[index]
    if (isObject(received)) mergeEntity(execution, fetch, { owners, received })
  })
  const broken = entities === null && errors.length === 0
  const found = broken ? [brokenAnswer(fetch.service)] : errors
  if (found.length === 0) return
  const owners = represented.map((one) => one.owners)
  noteEntityErrors({ execution, fetch, cursor }, found, owners)
}

export function runFetch(execution: Execution, fetch: ReadyFetch, cursor: Cursor): Promise<void> {
  return fetch.requires === null
    ? fetchFields(execution, fetch, cursor)
    : fetchEntities(execution, fetch, cursor)
}
