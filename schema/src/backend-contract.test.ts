import { describe, expect, it } from '@jest/globals'
import { stringify } from 'yaml'
import { backendContract } from './backend-contract.js'

/** The contract of `GET /thing`, whose 200 has this schema. */
function contractOf(schema: object, schemas: object = {}) {
  const json = { content: { 'application/json': { schema } } }
  const responses = { '200': json, '204': { description: 'nothing' } }
  const paths = { '/thing': { get: { operationId: 'getThing', responses } } }
  return JSON.parse(backendContract(stringify({ paths, components: { schemas } })))
}
const shapeOf = (schema: object, schemas?: object) => contractOf(schema, schemas).shapes['getThing.200']

const text = { type: 'string' }
const row = {
  type: 'object',
  required: ['name', 'on'],
  properties: { on: { type: 'string', nullable: true }, name: text, note: text },
}

describe('backendContract', () => {
  it('gives each field with its types, arrays collapsed', () => {
    const schema = { type: 'object', required: ['data'], properties: { data: { type: 'array', items: row } } }
    expect(shapeOf(schema)).toEqual({
      $: 'object',
      data: 'array',
      'data[]': 'object',
      'data[].name': 'string',
      'data[].note': 'string|absent',
      'data[].on': 'string|null',
    })
  })

  it('lets what only one of two choices has be absent, and not what is inside of it', () => {
    const inner = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } }
    const one = { type: 'object', required: ['a', 'b'], properties: { a: text, b: inner } }
    const other = { type: 'object', required: ['a'], properties: { a: { type: 'number' } } }
    expect(shapeOf({ oneOf: [one, other] })).toEqual({
      $: 'object',
      a: 'number|string',
      b: 'object|absent',
      'b.id': 'integer',
    })
  })

  it('names a shape after its schema, and keeps it once', () => {
    const contract = contractOf({ $ref: '#/components/schemas/Row' }, { Row: row })
    expect(contract.operations).toEqual({ 'GET /thing': { '200': 'Row', '204': null } })
    expect(Object.keys(contract.shapes)).toEqual(['Row'])
  })

  it('knows free keys, lists at the root, and what is not described', () => {
    expect(shapeOf({ type: 'object', additionalProperties: text })).toEqual({ $: 'object', '*': 'string' })
    expect(shapeOf({ type: 'array', items: {} })).toEqual({ $: 'array', '[]': 'any' })
  })

  it('refuses a reference that leads nowhere', () => {
    expect(() => contractOf({ $ref: '#/components/schemas/Gone' })).toThrow('schemas/Gone')
  })
})
