// Hive Gateway with the query planner in Rust, over the same subgraph processes.
import { setMaxListeners } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGatewayRuntime } from '@graphql-hive/gateway'
import { unifiedGraphHandler } from '@graphql-hive/router-runtime'
import { endWithParent, settingsOf, tell } from './child.js'

const { supergraphSdl } = await settingsOf<{ supergraphSdl: string }>()

// It listens once for each fetch of a request, and node would warn of that.
setMaxListeners(0)
const runtime = createGatewayRuntime({
  supergraph: supergraphSdl,
  unifiedGraphHandler,
  logging: false,
  landingPage: false,
  graphiql: false,
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => ({
      'x-bench-caller': request.headers.get('x-bench-caller') ?? '0',
    }),
  },
})
const server = createServer(runtime)
endWithParent()
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  tell({ ready: `http://127.0.0.1:${port}/graphql` })
})
