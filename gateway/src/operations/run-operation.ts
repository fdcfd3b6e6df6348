// The last step of /graphql: Apollo Server parses, validates, plans and executes.
import type { IncomingMessage } from 'node:http'
import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server'
import type { Exchange, Step } from '../http/exchange.js'
import { nameLanguage } from '../http/front-door/language.js'
import type { GraphqlContext } from '../supergraph/data-source.js'

function toHeaderMap(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap()
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    headers.set(name, values?.join(', ') ?? '')
  }
  return headers
}

const searchOf = (url = ''): string => (url.includes('?') ? url.slice(url.indexOf('?')) : '')

async function send(exchange: Exchange, answer: HTTPGraphQLResponse): Promise<void> {
  const { response } = exchange
  for (const [name, value] of answer.headers) response.setHeader(name, value)
  // An answer is somebody's; also a miss of a persisted query must be asked again.
  response.setHeader('cache-control', 'private, no-store')
  nameLanguage(exchange)
  response.statusCode = answer.status ?? 200
  if (answer.body.kind === 'complete') return void response.end(answer.body.string)
  for await (const chunk of answer.body.asyncIterator) response.write(chunk)
  response.end()
}

export function runOperation(apollo: ApolloServer<GraphqlContext>): Step {
  return async (exchange) => {
    const { request, call, body } = exchange
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method ?? '',
        headers: toHeaderMap(request),
        search: searchOf(request.url),
        body,
      },
      context: async () => ({ call }),
    })
    await send(exchange, answer)
  }
}
