import { describe, expect, it } from '@jest/globals'
import { CodedError, createLog } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import type { SubgraphRequest } from '../execution/subgraph-transport.js'
import { createSubgraphFetch } from './subgraph-fetch.js'

const log = createLog({ name: 'test', level: 'silent' })

function start(answer: () => Promise<object>, signal = new AbortController().signal) {
  const seen: SubgraphRequest[] = []
  const execute = async (request: SubgraphRequest) => {
    seen.push(request)
    return answer()
  }
  const call = { language: 'en', requestId: 'r', signal } as CallContext
  const fetch = createSubgraphFetch(new Map([['shop', { execute }]]), call, log)
  return { seen, send: (document: string) => fetch({ service: 'shop', document, operationName: null }, {}) }
}

const unavailable = (retryable: boolean) => ({
  errors: [
    { extensions: expect.objectContaining({ code: 'SERVICE_UNAVAILABLE', service: 'shop', retryable }) },
  ],
})

describe('createSubgraphFetch', () => {
  it('asks nobody for the rest of a query whose client has left, and still sends a command', async () => {
    const { seen, send } = start(async () => ({ data: {} }), AbortSignal.abort())
    expect(await send('query { a }')).toMatchObject(unavailable(true))
    expect(seen).toEqual([])
    expect(await send('mutation { a }')).toEqual({ data: {} })
  })

  it('keeps the code of a fault, and masks what has none', async () => {
    const coded = start(async () => {
      throw new CodedError('RATE_LIMITED', 'Slower, please.')
    })
    expect(await coded.send('{ a }')).toMatchObject({
      errors: [{ message: 'Slower, please.', extensions: { code: 'RATE_LIMITED', service: 'shop' } }],
    })
    const crashed = start(async () => {
      throw new Error('10.1.2.3')
    })
    const result = await crashed.send('{ a }')
    expect(result).toMatchObject(unavailable(true))
    expect(JSON.stringify(result)).not.toContain('10.1.2.3')
    expect(await crashed.send('mutation { a }')).toMatchObject({
      errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE', retryable: false, outcomeUnknown: true } }],
    })
  })
})
