// Before anything is measured, every target gives every caller the right answer, many of them at once.
import { isDeepStrictEqual } from 'node:util'
import { OPERATIONS, type OperationName, operations } from '../operations.js'
import type { Target } from '../targets/target.js'
import { bodyOf } from './slice.js'

const AT_ONCE = 16

async function check(target: Target, operation: OperationName, caller: number): Promise<void> {
  const response = await fetch(target.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...target.headersOf(caller),
    },
    body: bodyOf(operation, caller),
  })
  const text = await response.text()
  const expected = { data: operations[operation].expected(caller) }
  if (response.status === 200 && isDeepStrictEqual(JSON.parse(text), expected)) return
  const wanted = JSON.stringify(expected)
  throw new Error(
    `${target.name} answers ${operation} of caller ${caller} with ${response.status} ${text.slice(0, 2_000)}\n` +
      `and not with ${wanted.slice(0, 2_000)}`,
  )
}

/** Of the first so many callers, a multiple of 16. How many answers were compared; throws at the first that is wrong. */
export async function checkAnswers(target: Target, callers: number): Promise<number> {
  let compared = 0
  for (const operation of OPERATIONS) {
    for (let first = 1; first <= callers; first += AT_ONCE) {
      const now = Array.from({ length: AT_ONCE }, (_, index) => first + index)
      await Promise.all(now.map((caller) => check(target, operation, caller)))
      compared += now.length
    }
  }
  return compared
}
