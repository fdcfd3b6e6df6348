// PostgreSQL refuses to run as root: then it runs as the system's user postgres, who must be able to enter its folders.

import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Whom the server runs as. */
export interface SystemUser {
  readonly uid: number
  readonly gid: number
}

async function idOf(flag: '-u' | '-g'): Promise<number> {
  const { stdout } = await run('id', [flag, 'postgres'])
  return Number.parseInt(stdout, 10)
}

async function findPostgres(): Promise<SystemUser> {
  const [uid, gid] = await Promise.all([idOf('-u'), idOf('-g')])
  return { uid, gid }
}

async function createPostgres(): Promise<SystemUser> {
  try {
    await run('groupadd', ['--force', 'postgres'])
    await run('useradd', ['--gid', 'postgres', 'postgres'])
    return await findPostgres()
  } catch (cause) {
    throw new Error('root may not run PostgreSQL, and the user postgres cannot be made: set DATABASE_URL', {
      cause,
    })
  }
}

/** Null: as whoever runs this process. As root: the user postgres, made when the system has none. */
export async function serverUser(): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null
  return findPostgres().catch(createPostgres)
}

function mayEnter(folder: { uid: number; gid: number; mode: number }, user: SystemUser): boolean {
  if (folder.uid === user.uid) return (folder.mode & 0o100) !== 0
  if (folder.gid === user.gid) return (folder.mode & 0o010) !== 0
  return (folder.mode & 0o001) !== 0
}

/** Throws one line that names the outermost folder on the way to `target` that the user cannot enter. */
export async function requireEntrance(target: string, user: SystemUser): Promise<void> {
  const parents: string[] = []
  for (let folder = path.resolve(target); !parents.includes(folder); folder = path.dirname(folder)) {
    parents.unshift(folder)
  }
  for (const folder of parents) {
    if (!mayEnter(await stat(folder), user)) {
      throw new Error(
        `The user postgres, who runs PostgreSQL for root, cannot enter the folder ${folder}: allow it (chmod o+x), or set DATA_DIR or DATABASE_URL`,
      )
    }
  }
}
