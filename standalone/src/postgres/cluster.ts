// The files of the database: made once, with a random password that stays beside them.

import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import type { SystemUser } from './system-user.js'

const run = promisify(execFile)

/** The bundled server's major version: files of another one cannot be read. */
const MAJOR = '18'

/** What initdb needs. `durable: false` skips flushing to disk. */
export interface ClusterOptions {
  readonly initdb: string
  readonly cluster: string
  readonly passwordFile: string
  readonly user: SystemUser | null
  readonly durable: boolean
}

async function initialise(options: ClusterOptions, target: string): Promise<void> {
  const handover = path.join(path.dirname(target), 'password')
  await writeFile(handover, await readFile(options.passwordFile), { mode: 0o600 })
  if (options.user !== null) await chown(handover, options.user.uid, options.user.gid)
  const flags = ['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8']
  // The built-in provider sorts alike on every machine, whatever its own locales are.
  flags.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C')
  if (!options.durable) flags.push('--no-sync')
  await run(options.initdb, [`--pgdata=${target}`, `--pwfile=${handover}`, ...flags], { ...options.user })
}

async function create(options: ClusterOptions): Promise<void> {
  await writeFile(options.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  await chmod(options.passwordFile, 0o600)
  // Made aside and renamed: a start that is killed midway leaves no half-made database behind.
  const aside = `${options.cluster}-new`
  await rm(aside, { recursive: true, force: true })
  await mkdir(aside, { mode: 0o700 })
  try {
    if (options.user !== null) await chown(aside, options.user.uid, options.user.gid)
    await initialise(options, path.join(aside, 'cluster'))
    await rename(path.join(aside, 'cluster'), options.cluster)
  } catch (cause) {
    throw new Error(`The database in ${options.cluster} cannot be made: ${reason(cause)}`, { cause })
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

function reason(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
  return text.trim().split('\n').at(-1) ?? 'unknown'
}

/** Makes the cluster when there is none and returns its superuser's password. Throws one line when it is unusable. */
export async function prepareCluster(options: ClusterOptions): Promise<string> {
  const { cluster, passwordFile } = options
  const version = await readFile(path.join(cluster, 'PG_VERSION'), 'utf8').catch(() => null)
  if (version === null) await create(options)
  else if (version.trim() !== MAJOR) {
    throw new Error(`The database in ${cluster} is of PostgreSQL ${version.trim()}; this one reads ${MAJOR}`)
  }
  return readFile(passwordFile, 'utf8').catch((cause: unknown) => {
    throw new Error(`The password of the database in ${cluster} is missing: ${passwordFile}`, { cause })
  })
}
