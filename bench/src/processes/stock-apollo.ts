// Apollo Server with @apollo/gateway as they come, over subgraphs in other processes.
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { endWithParent, settingsOf, tell } from './child.js'

interface Context {
  readonly caller: string
}

const { supergraphSdl } = await settingsOf<{ supergraphSdl: string }>()

const gateway = new ApolloGateway({
  supergraphSdl,
  buildService: ({ url }) =>
    new RemoteGraphQLDataSource<Context>({
      url: url ?? '',
      willSendRequest({ request, context }) {
        request.http?.headers.set('x-bench-caller', context.caller ?? '0')
      },
    }),
})
const server = new ApolloServer<Context>({ gateway })
endWithParent()
const { url } = await startStandaloneServer(server, {
  listen: { port: 0, host: '127.0.0.1' },
  context: async ({ req }) => ({ caller: String(req.headers['x-bench-caller']) }),
})
tell({ ready: url })
