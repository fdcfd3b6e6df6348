import { inspect } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import { stockShortages, toStatusError } from './status-errors.js'
import { anAnswer, aWireRequest } from './wire-examples.js'

const refusal = (status: number, body: unknown, method: 'GET' | 'POST' = 'GET') =>
  toStatusError(aWireRequest({ method }), anAnswer(status, body))

describe('toStatusError', () => {
  it.each([
    [400, 'twofa_required', 'BAD_USER_INPUT', false],
    [401, 'unauthenticated', 'UNAUTHENTICATED', false],
    [403, 'forbidden', 'FORBIDDEN', false],
    [404, 'not_found', 'NOT_FOUND', false],
    [405, 'method_not_allowed', 'BACKEND_INVALID_RESPONSE', false],
    [409, 'already_verified', 'CONFLICT', false],
    [418, 'teapot', 'BAD_USER_INPUT', false],
    [422, 'validation_error', 'BAD_USER_INPUT', false],
    [429, 'too_many_requests', 'RATE_LIMITED', true],
    [500, 'database_error', 'BACKEND_UNAVAILABLE', false],
    [502, 'http_error', 'BACKEND_UNAVAILABLE', true],
    [503, 'service_unavailable', 'BACKEND_UNAVAILABLE', true],
    [504, 'http_error', 'BACKEND_TIMEOUT', true],
  ])('maps %d %s to %s', (status, backendCode, code, retryable) => {
    const error = refusal(status, { message: 'internal words', code: backendCode })
    expect(error).toMatchObject({ status, backendCode, code, retryable })
    expect(error.publicMessage).not.toContain('internal words')
  })

  it('tells wrong credentials from a missing token by status and code', () => {
    const missing = refusal(401, { code: 'unauthenticated' })
    const wrong = refusal(401, { code: 'invalid_credentials' })
    expect(wrong.code).toBe(missing.code)
    expect(wrong.publicMessage).not.toBe(missing.publicMessage)
  })

  it('gives the field errors of a 422 in their dotted form', () => {
    const errors = {
      'translations.fr.product_details.places': ['At least 1.'],
      name: ['Too long.', 'Not new.'],
    }
    expect(refusal(422, { code: 'validation_error', errors }).extensions).toEqual({ fields: errors })
  })

  it('bounds what a 422 may say', () => {
    const errors = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`f${index}`, ['x'.repeat(999)]]),
    )
    const { fields } = refusal(422, { code: 'validation_error', errors }).extensions
    expect(Object.keys(Object(fields))).toHaveLength(50)
    expect(JSON.stringify(fields).length).toBeLessThan(20_000)
  })

  it('reads the lines of a stock conflict, whose numbers may be strings', () => {
    const line = { product_id: 16, product_name: 'Judo', requested_quantity: '5', available_quantity: 1 }
    const error = refusal(409, { code: 'stock_unavailable', errors: [line] })
    expect(stockShortages(error)).toEqual([
      { productId: 16, productName: 'Judo', requested: 5, available: 1 },
    ])
  })

  it('sees no shortage in another conflict, another body or another error', () => {
    expect(stockShortages(refusal(409, { code: 'already_verified', errors: [] }))).toBeNull()
    expect(
      stockShortages(refusal(409, { code: 'stock_unavailable', errors: [{ product_id: 'x' }] })),
    ).toBeNull()
    expect(stockShortages(new Error('x'))).toBeNull()
  })

  it('keeps the body of a scan conflict for its caller, out of sight of loggers', () => {
    const body = { status: 'used', timestamp: 'unknown time', user: { email: 'a@example.test' }, code: 'c' }
    const error = refusal(409, body)
    expect(error.body).toEqual(body)
    expect(JSON.stringify({ ...error })).not.toContain('example.test')
    expect(inspect(error)).not.toContain('example.test')
  })

  it('survives bodies that are not in the contract', () => {
    for (const body of [
      '<html>',
      '',
      '[]',
      'null',
      '{"code":5}',
      '{"code":"validation_error","errors":[1]}',
    ]) {
      expect(toStatusError(aWireRequest(), anAnswer(422, body, true))).toMatchObject({
        code: 'BAD_USER_INPUT',
      })
    }
  })

  it('calls no command retryable that failed halfway or lost its answer', () => {
    expect(refusal(502, '<html>', 'POST')).toMatchObject({
      retryable: false,
      extensions: { outcomeUnknown: true },
    })
    for (const [status, code] of [
      [500, 'database_error'],
      [500, 'internal_error'],
      [502, 'http_error'],
    ] as const) {
      expect(refusal(status, { code }, 'POST')).toMatchObject({
        retryable: false,
        extensions: { outcomeUnknown: true },
      })
    }
    expect(refusal(502, '<html>', 'GET')).toMatchObject({ retryable: true })
  })

  it('tells how long to wait at a throttle', () => {
    expect(refusal(429, { code: 'too_many_requests' }).extensions).toEqual({ retryAfter: 60 })
  })
})
