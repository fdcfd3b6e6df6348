// Typed documents for a client: what a frontend team gets from GraphQL Code Generator's client preset, made from the
// operations in tests/operations, so that the tests are checked against the schema by the compiler.
import { readdir, readFile } from 'node:fs/promises'
import { preset } from '@graphql-codegen/client-preset'
import { codegen } from '@graphql-codegen/core'
import { buildSchema, type DocumentNode, parse } from 'graphql'

interface GeneratedFile {
  readonly path: string
  readonly text: string
}

async function readOperations(folder: string) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.graphql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const rawSDL = await readFile(`${folder}/${name}`, 'utf8')
      return { location: name, rawSDL, document: parse(rawSDL, { noLocation: true }) }
    }),
  )
}

/**
 * The types and typed documents of the operations in the folder `operations`, as one file `graphql.ts` below `target`.
 * Documents are strings at run time, so a client needs no GraphQL library to send them.
 */
export async function typedClient(
  api: string,
  { operations, target }: { operations: string; target: string },
): Promise<GeneratedFile> {
  const schemaAst = buildSchema(api)
  const schema: DocumentNode = parse(api)
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: target,
    schema,
    schemaAst,
    documents: await readOperations(operations),
    plugins: [],
    pluginMap: {},
    config: {
      documentMode: 'string',
      useTypeImports: true,
      enumsAsTypes: true,
      strictScalars: true,
      scalars: { BigInt: 'number', DateTime: 'string', JSON: 'unknown', Locale: 'string' },
    },
    presetConfig: { fragmentMasking: false },
  })
  // The preset's other files serve clients that write their operations inside their code.
  const section = sections.find(({ filename }) => filename.endsWith('/graphql.ts'))
  if (section === undefined) throw new Error('the client preset makes no graphql.ts')
  return { path: section.filename, text: `${await codegen(section)}\n` }
}
