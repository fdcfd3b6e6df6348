import { readdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'

const root = fileURLToPath(new URL('../../', import.meta.url))
const SCOPE = '@ticketing/'

/** Who may import whom. A folder without a line here stops the test: a new room must say whom it knows. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'packages/money': [],
  'packages/service-kit': [],
  'packages/session': ['packages/service-kit'],
  'packages/backend-client': ['packages/service-kit'],
  'packages/event-log': ['packages/service-kit'],
  'packages/subgraph-kit': ['packages/session', 'packages/service-kit', 'packages/money'],
  'subgraphs/*': ['packages/*'],
  gateway: ['packages/service-kit', 'packages/session', 'packages/backend-client', 'playground'],
  playground: [],
  // It reads the table of the gateway's routes.
  schema: ['packages/service-kit', 'packages/subgraph-kit', 'subgraphs/*', 'gateway'],
  'backends/*': [],
  'backends/check-backend': ['packages/service-kit', 'packages/backend-client', 'backends/ticketing-api'],
  standalone: ['packages/*', 'subgraphs/*', 'backends/*', 'gateway'],
  tests: ['packages/*', 'subgraphs/*', 'backends/*', 'gateway', 'standalone', 'schema'],
}

interface Manifest {
  readonly name: string
  readonly workspaces?: readonly string[]
  readonly dependencies?: Record<string, string>
  readonly devDependencies?: Record<string, string>
  readonly peerDependencies?: Record<string, string>
  readonly optionalDependencies?: Record<string, string>
}

const manifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(`${root}${folder}/package.json`, 'utf8'))

const members = (pattern: string): readonly string[] =>
  pattern.endsWith('/*')
    ? readdirSync(`${root}${dirname(pattern)}`).map((name) => `${dirname(pattern)}/${name}`)
    : [pattern]

const folders = (manifest('.').workspaces ?? []).flatMap(members)
const folderOf = new Map(folders.map((folder) => [manifest(folder).name, folder]))

const fits = (folder: string, pattern: string): boolean =>
  pattern.endsWith('/*') ? dirname(folder) === pattern.slice(0, -2) : folder === pattern

function ruleOf(folder: string): readonly string[] | undefined {
  return ALLOWED[folder] ?? ALLOWED[`${dirname(folder)}/*`]
}

function importedBy(folder: string): readonly string[] {
  const { dependencies, devDependencies, peerDependencies, optionalDependencies } = manifest(folder)
  const named = Object.keys({
    ...dependencies,
    ...devDependencies,
    ...peerDependencies,
    ...optionalDependencies,
  })
  return named.filter((name) => name.startsWith(SCOPE)).map((name) => folderOf.get(name) ?? name)
}

/** The packages of ours that the source files name, whether or not package.json knows them. */
function namedInSource(folder: string): readonly string[] {
  const names = readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/(^|\/)(dist|node_modules)\//.test(file))
    .flatMap((file) => [
      ...readFileSync(`${root}${folder}/${file}`, 'utf8').matchAll(/from '(@ticketing\/[a-z-]+)/g),
    ])
    .map((match) => match[1])
  return [...new Set(names)].map((name) => folderOf.get(name ?? '') ?? `${name}`)
}

describe('the plan of the house', () => {
  it('finds the workspaces', () => {
    expect(folders).toContain('gateway')
    expect(folders).toContain('subgraphs/ticketing')
  })

  it.each(folders)('lets %s import only whom the plan names', (folder) => {
    const rule = ruleOf(folder)
    expect(rule).toBeDefined()
    const forbidden = importedBy(folder).filter((other) => !rule?.some((pattern) => fits(other, pattern)))
    expect(forbidden).toEqual([])
  })

  it.each(folders)('finds every import of %s in its package.json', (folder) => {
    const declared = importedBy(folder)
    expect(namedInSource(folder).filter((other) => other !== folder && !declared.includes(other))).toEqual([])
  })
})
