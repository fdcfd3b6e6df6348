import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { CodedError, createLog, type Database } from '@ticketing/service-kit'
import { createGatewayDatabase, type GatewayDatabase } from '../testing/gateway-database.js'
import { SECRET } from '../testing/till-gateway.js'
import type { KeptAnswer } from './kept-answer.js'
import { createKeptAnswers, type KeptAnswers, type Turn, type Waiting } from './kept-answers.js'

const log = createLog({ name: 'test', level: 'silent' })
const ANSWER: KeptAnswer = {
  status: 200,
  contentType: 'application/json',
  language: 'en',
  guestCartId: null,
  body: '{"data":{}}',
}

let rows: GatewayDatabase
beforeAll(async () => {
  rows = await createGatewayDatabase(process.env.TEST_DATABASE_URL)
})
afterAll(() => rows.drop())

const open: KeptAnswers[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})
function start(database: Pick<Database, 'query'> = rows.database, secret = SECRET): KeptAnswers {
  const answers = createKeptAnswers({ database, secret, log, now: Date.now, randomId: randomUUID })
  open.push(answers)
  return answers
}

const requestFor = (key: string) => ({ key, person: 'user:7', content: 'a' })
const waitingFor = (milliseconds: number): Waiting => ({
  deadline: Date.now() + milliseconds,
  signal: AbortSignal.timeout(milliseconds),
  hasLeft: () => false,
})
async function firstTurn(answers: KeptAnswers, key: string): Promise<Turn> {
  const begun = await answers.begin(requestFor(key), waitingFor(10_000))
  if (begun.kind !== 'first') throw new Error('it is not the first')
  return begun.turn
}
const repetition = (answers: KeptAnswers, key: string, milliseconds = 10_000) =>
  answers.begin(requestFor(key), waitingFor(milliseconds))

/** Fails as told before a statement that begins so is run, or after it. */
function failing(words: string, times: number, when: 'before' | 'after'): Pick<Database, 'query'> {
  let left = times
  const gone = () => new CodedError('SERVICE_UNAVAILABLE', 'A part of the platform is down for the moment.')
  return {
    async query<Row>(sql: string, values?: unknown[]) {
      const fails = sql.trimStart().startsWith(words) && left-- > 0
      if (fails && when === 'before') throw gone()
      const found = await rows.database.query<Row>(sql, values)
      if (fails) throw gone()
      return found
    },
  }
}

describe('a repetition', () => {
  it.each(['here', 'elsewhere'])('waits for the first one, which is run %s', async (where) => {
    const key = randomUUID()
    const answers = start()
    const turn = await firstTurn(answers, key)
    const repeated = repetition(where === 'here' ? answers : start(), key)
    await turn.keep(ANSWER)
    expect(await repeated).toEqual({ kind: 'repeated', answer: ANSWER })
  })

  it.each(['here', 'elsewhere'])('is run when the first one, %s, did nothing', async (where) => {
    const key = randomUUID()
    const answers = start()
    const turn = await firstTurn(answers, key)
    const repeated = repetition(where === 'here' ? answers : start(), key)
    await turn.free()
    const begun = await repeated
    expect(begun.kind).toBe('first')
    if (begun.kind === 'first') await begun.turn.free()
  })

  it('is a conflict that may be tried again when it has waited to its deadline', async () => {
    const key = randomUUID()
    const answers = start()
    const turn = await firstTurn(answers, key)
    const refusal = { code: 'CONFLICT', retryable: true, extensions: {} }
    await expect(repetition(answers, key, 100)).rejects.toMatchObject(refusal)
    await expect(repetition(start(), key, 100)).rejects.toMatchObject(refusal)
    await turn.free()
  })

  it('is not waited for by a client who has left', async () => {
    const key = randomUUID()
    const turn = await firstTurn(start(), key)
    const left = { ...waitingFor(10_000), hasLeft: () => true }
    await expect(start().begin(requestFor(key), left)).rejects.toMatchObject({ code: 'CONFLICT' })
    await turn.free()
  })

  it('is never run when the first one was lost', async () => {
    const key = randomUUID()
    const answers = start()
    await (await firstTurn(answers, key)).lose()
    const unknown = { code: 'CONFLICT', retryable: false, extensions: { outcomeUnknown: true } }
    await expect(repetition(answers, key)).rejects.toMatchObject(unknown)
  })

  it('is never run when the secret of the answer is gone', async () => {
    const key = randomUUID()
    await (await firstTurn(start(), key)).keep(ANSWER)
    const next = start(rows.database, `${'n'.repeat(32)},${SECRET}`)
    expect(await repetition(next, key)).toEqual({ kind: 'repeated', answer: ANSWER })
    await rows.database.query("UPDATE gateway.idempotent_requests SET answer = '\\x00' WHERE key = $1", [key])
    const unknown = { extensions: { outcomeUnknown: true } }
    await expect(repetition(next, key)).rejects.toMatchObject(unknown)
    await expect(repetition(start(rows.database, 'n'.repeat(32)), key)).rejects.toMatchObject(unknown)
  })
})

describe('a database that fails for a moment', () => {
  it('gets the answer when it is back; who waits here is told then', async () => {
    const key = randomUUID()
    const answers = start(failing('UPDATE', 2, 'before'))
    const turn = await firstTurn(answers, key)
    const repeated = repetition(answers, key)
    await turn.keep(ANSWER)
    expect(await repeated).toEqual({ kind: 'repeated', answer: ANSWER })
  })

  it('keeps no client waiting until it is back', async () => {
    const key = randomUUID()
    const turn = await firstTurn(start(failing('UPDATE', 100, 'before')), key)
    await turn.keep(ANSWER)
    const sql = 'SELECT state FROM gateway.idempotent_requests WHERE key = $1'
    expect(await rows.database.query(sql, [key])).toEqual([{ state: 'running' }])
  })

  it('leaves the key free where nobody knows whether it was claimed', async () => {
    const key = randomUUID()
    await expect(firstTurn(start(failing('INSERT', 1, 'after')), key)).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
    })
    const turn = await firstTurn(start(), key)
    await turn.free()
  })
})
