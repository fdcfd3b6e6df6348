// `npm run generate`: writes everything in schema/ and docs/errors.md. CI fails when that changes a committed file.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gatewayRoutes } from '@ticketing/gateway'
import { buildSchemaOf } from '@ticketing/subgraph-kit'
import { backendContract } from './backend-contract.js'
import { compose } from './compose.js'
import { errorsPage } from './errors-page.js'
import { nullabilityFaults } from './nullability.js'
import { permissionTable } from './permissions.js'
import { restCoverage } from './rest-coverage.js'
import { SUBGRAPHS } from './subgraphs.js'
import { typedClient } from './typed-client.js'

const root = fileURLToPath(new URL('../../', import.meta.url))

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(root + path), { recursive: true })
  await writeFile(root + path, text)
}

const built = SUBGRAPHS.map(({ definition, url }) => ({
  name: definition.name,
  url,
  ...buildSchemaOf(definition),
}))
const faults = built.flatMap(({ name, schema }) => nullabilityFaults(name, schema))
if (faults.length > 0) throw new Error(faults.join('\n'))

const { supergraph, api } = compose(built)
const schemas = built.map(({ schema }) => schema)
for (const { name, sdl } of built) await write(`schema/${name}.graphql`, sdl)
await write('schema/supergraph.graphql', supergraph)
await write('schema/api.graphql', api)
await write('schema/permissions.md', permissionTable(schemas))
await write('docs/errors.md', errorsPage())

const openapi = await readFile(`${root}backends/ticketing-api/openapi.yaml`, 'utf8')
await write('schema/backend-contract.json', backendContract(openapi))
await write('schema/rest-coverage.md', restCoverage(openapi, schemas, gatewayRoutes))

const client = await typedClient(api, { operations: `${root}tests/operations`, target: 'tests/generated/' })
await write(client.path, client.text)
