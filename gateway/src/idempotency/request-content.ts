// What a request asks, as one text: equal for requests that ask the same, whatever the order of their variables.
import { requestFault } from '../http/request-fault.js'
import type { AskedOperation } from '../operations/read-operation.js'

const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value

/** The document as text, also where it came as a hash; throws BAD_USER_INPUT for variables that are nested too deeply. */
export function requestContent({
  query,
  operationName,
  variables,
}: Pick<AskedOperation, 'query' | 'operationName' | 'variables'>): string {
  try {
    return JSON.stringify([query, operationName, variables], inOrder)
  } catch (fault) {
    if (fault instanceof RangeError) {
      throw requestFault('BAD_USER_INPUT', 'The variables are nested too deeply.')
    }
    throw fault
  }
}
