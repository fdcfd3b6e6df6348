import { describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import { BackendError } from './backend-error.js'
import { noContent, parseAnswer } from './parse-answer.js'
import { anAnswer, aWireRequest } from './wire-examples.js'

const product = z.object({ data: z.object({ id: z.int(), price: z.number() }) })
const list = z.object({ data: z.array(z.object({ id: z.int() })) })

function failure(work: () => unknown): BackendError {
  try {
    work()
  } catch (error) {
    if (error instanceof BackendError) return error
  }
  throw new Error('did not fail with a BackendError')
}

describe('parseAnswer', () => {
  const request = aWireRequest()

  it('gives the declared shape and tolerates unknown keys', () => {
    const body = { data: { id: 1, price: 2.5, colour: 'red' }, meta: {} }
    expect(parseAnswer(anAnswer(200, body), request, { answer: product })).toEqual({
      data: { id: 1, price: 2.5 },
    })
  })

  it('names the field of a fault and not its value', () => {
    const body = { data: { id: 1, price: 'hunter2' } }
    const error = failure(() => parseAnswer(anAnswer(200, body), request, { answer: product }))
    expect(error.code).toBe('BACKEND_INVALID_RESPONSE')
    expect(error.message).toBe('GET /api/products: not in the contract at data.price')
    expect(error.cause).toBeUndefined()
  })

  it('does not name keys that are data', () => {
    const answer = z.record(z.string(), z.number())
    const error = failure(() => parseAnswer(anAnswer(200, { 'a@example.test': 'x' }), request, { answer }))
    expect(error.message).toBe('GET /api/products: not in the contract at ?')
  })

  it('names a field once, in however many rows it is at fault', () => {
    const body = { data: [{ id: 1 }, { id: 'two' }, { id: 'three' }] }
    expect(failure(() => parseAnswer(anAnswer(200, body), request, { answer: list }))).toMatchObject({
      message: 'GET /api/products: not in the contract at data[].id',
      fields: ['data[].id'],
    })
  })

  it('names the field at fault in the shape that fits best, of several', () => {
    const own = z.object({ data: z.object({ id: z.int(), lines: z.array(z.object({ quantity: z.int() })) }) })
    const guest = z.object({
      meta: z.object({ cart: z.string() }),
      data: z.object({ lines: z.array(z.any()) }),
    })
    const body = { data: { id: 1, lines: [{ quantity: 'x' }], meta: {} } }
    const answer = z.union([guest.extend({ more: z.string() }), own])
    expect(failure(() => parseAnswer(anAnswer(200, body), request, { answer }))).toMatchObject({
      fields: ['data.lines[].quantity'],
    })
    const either = z.object({ price: z.union([z.number(), z.string()]) })
    const nothing = anAnswer(200, { price: null })
    expect(failure(() => parseAnswer(nothing, request, { answer: either }))).toMatchObject({
      fields: ['price'],
    })
  })

  it('says in brackets what is no field', () => {
    const fieldsOf = (answer: ReturnType<typeof anAnswer>) =>
      failure(() => parseAnswer(answer, request, { answer: product }))
    expect(fieldsOf(anAnswer(200, '[', true))).toMatchObject({ fields: ['(body)'] })
    expect(fieldsOf(anAnswer(200, {}, false, { contentType: null }))).toMatchObject({
      fields: ['(content type)'],
    })
    expect(fieldsOf(anAnswer(302, '', true))).toMatchObject({ fields: ['(redirect)'] })
    expect(fieldsOf(anAnswer(200, 'text'))).toMatchObject({ fields: ['(root)'] })
  })

  it('shows the value to whoever compares it, also when it is refused', () => {
    const shown: unknown[] = []
    const drift = { answered: (...seen: unknown[]) => void shown.push(seen) }
    failure(() => parseAnswer(anAnswer(200, { data: 1 }), request, { answer: product }, drift))
    expect(shown).toEqual([[request, 200, { data: 1 }]])
  })

  it('quotes nothing of a body that is not JSON', () => {
    const error = failure(() => parseAnswer(anAnswer(200, 'hunter2', true), request, { answer: product }))
    expect(error).toMatchObject({ code: 'BACKEND_INVALID_RESPONSE', cause: undefined })
    expect(`${error.stack}`).not.toContain('hunter2')
  })

  it('quotes nothing of a translation that throws', () => {
    const answer = z.unknown().transform((value) => {
      throw new Error(`cannot read ${JSON.stringify(value)}`)
    })
    const error = failure(() => parseAnswer(anAnswer(200, 'hunter2'), request, { answer }))
    expect(`${error.code} ${error.stack}`).toMatch(/^BACKEND_INVALID_RESPONSE(?!.*hunter2)/s)
  })

  it.each(['text/html', null, 'application/jsonp', 'text/plain; application/json'])(
    'refuses the type %j',
    (type) => {
      const answer = anAnswer(200, {}, false, { contentType: type })
      expect(failure(() => parseAnswer(answer, request, { answer: z.object() })).code).toBe(
        'BACKEND_INVALID_RESPONSE',
      )
    },
  )

  it('takes a 204 for no content', () => {
    const answer = anAnswer(204, '', true, { contentType: null })
    expect(parseAnswer(answer, request, { answer: noContent })).toBeUndefined()
    expect(failure(() => parseAnswer(answer, request, { answer: product })).code).toBe(
      'BACKEND_INVALID_RESPONSE',
    )
  })

  it('turns the 404 of an empty page into the empty list', () => {
    const empty = { data: [] }
    const answer = anAnswer(404, { message: 'Resource not found', code: 'not_found' })
    expect(parseAnswer(answer, request, { answer: list, emptyOn404: empty })).toEqual(empty)
    expect(failure(() => parseAnswer(answer, request, { answer: list })).code).toBe('NOT_FOUND')
  })

  it('takes no other 404 for an empty list', () => {
    const answer = anAnswer(404, '<html>', true, { contentType: 'text/html' })
    const parse = () => parseAnswer(answer, request, { answer: list, emptyOn404: { data: [] } })
    expect(failure(parse).code).toBe('NOT_FOUND')
  })

  it('says where a redirect leads, to its caller only', () => {
    const answer = anAnswer(302, '', true, {
      location: 'http://front.test/verified',
      contentType: 'text/html',
    })
    const error = failure(() => parseAnswer(answer, request, { answer: product }))
    expect(error).toMatchObject({ code: 'BACKEND_INVALID_RESPONSE', status: 302 })
    expect(error.body).toEqual({ location: 'http://front.test/verified' })
    expect(error.message).not.toContain('front.test')
  })
})
