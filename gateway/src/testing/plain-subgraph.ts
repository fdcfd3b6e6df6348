// The two small subgraphs as GraphQL servers that know nothing of this gateway.
import type { ServerResponse } from 'node:http'
import type { CallContext } from '@ticketing/session'
import { answerJson, type HttpDouble, type SeenRequest, startHttpDouble } from './http-double.js'
import { createTwoSubgraphs } from './two-subgraphs.js'

type Serve = (name: 'shop' | 'reviews') => (request: SeenRequest, response: ServerResponse) => unknown

export interface TwoServers {
  readonly shop: HttpDouble
  readonly reviews: HttpDouble
}

/** For startHttpDouble. */
export const servePlain: Serve = (name) => {
  const subgraph = createTwoSubgraphs()[name]
  return async ({ url, method, body }, response) => {
    if (url !== '/graphql' || method !== 'POST') return answerJson(response, 404, {})
    const { query, operationName, variables } = JSON.parse(body.toString())
    const call = {} as CallContext
    answerJson(response, 200, await subgraph.execute({ document: query, operationName, variables, call }))
  }
}

/** Free ports; whoever starts them closes them. */
export const startTwoServers = async (serve: Serve = servePlain): Promise<TwoServers> => ({
  shop: await startHttpDouble(serve('shop')),
  reviews: await startHttpDouble(serve('reviews')),
})

/** A supergraph of the two with the URLs where they answer. */
export const located = (supergraphSdl: string, { shop, reviews }: TwoServers): string =>
  supergraphSdl
    .replace('http://127.0.0.1:4501/graphql', `${shop.url}/graphql`)
    .replace('http://127.0.0.1:4502/graphql', `${reviews.url}/graphql`)
