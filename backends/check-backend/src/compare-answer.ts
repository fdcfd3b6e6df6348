// One answer against the contract, as lines for people: routes, fields and types, never values.
import { type BackendContract, type Difference, differences, shapeOfAnswer } from '@ticketing/backend-client'
import type { Answer } from './ask.js'
import type { Probe } from './probe.js'

// A refusal that the contract does not describe for the operation, such as 405, has the usual shape all the same.
const USUAL_REFUSAL = 'Problem'

type Asked = Pick<Probe, 'operation' | 'as' | 'status'>

export function compareAnswer(answer: Answer, asked: Asked, contract: BackendContract): readonly string[] {
  const { operation, as, status } = asked
  if (answer.status !== status) return [`${operation} as ${as}: status ${answer.status} instead of ${status}`]
  const known = contract.operations[operation]?.[status]
  if (known === null) return []
  const what = `${operation} ${status}`
  const type = known?.includes('/') ? known : 'application/json'
  if (answer.contentType !== type) {
    return [`${what}: content type ${answer.contentType || 'missing'} instead of ${type}`]
  }
  const shape = shapeOfAnswer(contract, operation, status) ?? contract.shapes[USUAL_REFUSAL]
  if (known === type || shape === undefined) return []
  if (answer.value === undefined) return [`${what}: the body is not JSON`]
  return differences(answer.value, shape).map((difference) => `${what}: ${tell(difference)}`)
}

function tell({ kind, field, found, expected }: Difference): string {
  const name = field === '' ? 'the whole answer' : field
  if (kind === 'missing') return `${name} is missing (${expected})`
  if (kind === 'unknown') return `${name} is unknown (${found})`
  return `${name} is ${found} instead of ${expected}`
}
