import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, it } from '@jest/globals'
import { createLog } from '@ticketing/service-kit'
import pg from 'pg'
import { type EmbeddedDatabase, startEmbeddedDatabase } from './embedded-database.js'
import { removeAbandonedDatabase } from './postgres/abandoned.js'

const log = createLog({ name: 'test', level: 'silent' })
const cleanUp: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo()
})

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'embedded-database-'))
  cleanUp.push(() => rm(folder, { recursive: true, force: true }))
  await chmod(folder, 0o755)
  return folder
}

async function start(dataDir: string): Promise<EmbeddedDatabase> {
  const database = await startEmbeddedDatabase({ dataDir, log, durable: false })
  cleanUp.push(() => database.stop())
  return database
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Starts the database in a node process of its own and returns that process and the URL it prints. */
async function startElsewhere(dataDir: string) {
  const script = `
    const { startEmbeddedDatabase } = await import(${JSON.stringify(import.meta.resolve('./embedded-database.js'))})
    const { createLog } = await import(${JSON.stringify(import.meta.resolve('@ticketing/service-kit'))})
    const log = createLog({ name: 'elsewhere', level: 'silent' })
    const database = await startEmbeddedDatabase({ dataDir: ${JSON.stringify(dataDir)}, log })
    process.on('SIGTERM', () => database.stop().then(() => process.exit()))
    console.log(database.adminUrl)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  cleanUp.push(async () => {
    if (child.kill('SIGTERM')) await once(child, 'exit')
  })
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { child, url }
}

describe('startEmbeddedDatabase', () => {
  it('keeps rows over a restart, on 127.0.0.1, with a password only its owner can read', async () => {
    const dataDir = path.join(await temporaryFolder(), 'new', 'folder')
    const first = await start(dataDir)
    expect(first.adminUrl).toMatch(/^postgres:\/\/postgres:[\w-]{32}@127\.0\.0\.1:\d+\/postgres$/)
    await ask(first.adminUrl, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await first.stop()
    const second = await start(dataDir)
    expect(await ask(second.adminUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
    expect((await stat(path.join(dataDir, 'postgres.password'))).mode & 0o777).toBe(0o600)
    expect(await readFile(path.join(dataDir, 'postgres.log'), 'utf8')).toContain(
      'ready to accept connections',
    )
  })

  it('flushes to disk unless told otherwise', async () => {
    const { url } = await startElsewhere(await temporaryFolder())
    expect(
      await ask(url, "SELECT current_setting('fsync') || current_setting('synchronous_commit') AS s"),
    ).toEqual([{ s: 'onon' }])
  })

  it('starts again with all rows after a kill -9 of node', async () => {
    const dataDir = await temporaryFolder()
    const { child, url } = await startElsewhere(dataDir)
    await ask(url, 'CREATE TABLE kept AS SELECT 42 AS answer')
    child.kill('SIGKILL')
    await once(child, 'exit')
    const again = await start(dataDir)
    expect(await ask(again.adminUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  })

  it('comes back on the port that it is told, with all rows, after a kill -9 of the server', async () => {
    const dataDir = await temporaryFolder()
    const startDurable = async (port?: number) => {
      const database = await startEmbeddedDatabase({ dataDir, log, ...(port && { port }) })
      cleanUp.push(() => database.stop())
      return database
    }
    const first = await startDurable()
    await ask(first.adminUrl, 'CREATE TABLE kept AS SELECT 42 AS answer')
    process.kill(Number(first.pid), 'SIGKILL')
    await first.stop()
    await startDurable(Number(new URL(first.adminUrl).port))
    expect(await ask(first.adminUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  })

  /** Kills the server's session, upon which it recovers, and resolves when it has begun to. */
  async function crash(url: string, dataDir: string): Promise<void> {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => undefined)
    await client.connect()
    await client.query('CREATE TABLE kept AS SELECT 42 AS answer')
    await client.query('CHECKPOINT')
    const { rows } = await client.query('SELECT pg_backend_pid() AS pid')
    process.kill(rows[0].pid, 'SIGKILL')
    const logFile = path.join(dataDir, 'postgres.log')
    while (!(await readFile(logFile, 'utf8')).includes('reinitializing')) {
      await new Promise(setImmediate)
    }
  }

  it('stops in the middle of a crash recovery, and starts again with all rows', async () => {
    const dataDir = await temporaryFolder()
    const database = await start(dataDir)
    await crash(database.adminUrl, dataDir)
    await database.stop()
    const again = await start(dataDir)
    expect(await ask(again.adminUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  })

  it('starts although the server of an earlier run hangs in its crash recovery', async () => {
    const dataDir = await temporaryFolder()
    const { child, url } = await startElsewhere(dataDir)
    const lockFile = await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')
    await crash(url, dataDir)
    process.kill(Number.parseInt(lockFile, 10), 'SIGINT')
    child.kill('SIGKILL')
    await once(child, 'exit')
    const again = await start(dataDir)
    expect(await ask(again.adminUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  })

  it('leaves a living owner alone and says who it is', async () => {
    const dataDir = await temporaryFolder()
    const { child, url } = await startElsewhere(dataDir)
    await expect(startEmbeddedDatabase({ dataDir, log })).rejects.toThrow(
      `The data directory ${dataDir} is in use by process ${child.pid}: stop it, or set DATA_DIR`,
    )
    expect(await ask(url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }])
  })

  it('starts although the lock file names a process of somebody else', async () => {
    const dataDir = await temporaryFolder()
    await (await start(dataDir)).stop()
    await writeFile(path.join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n`)
    await writeFile(path.join(dataDir, 'owner'), `${process.pid} another-start`)
    const database = await start(dataDir)
    expect(await ask(database.adminUrl, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }])
  })

  it('begins anew when an earlier first start was cut off', async () => {
    const dataDir = await temporaryFolder()
    await mkdir(path.join(dataDir, 'postgres-new', 'cluster'), { recursive: true })
    await writeFile(path.join(dataDir, 'postgres-new', 'cluster', 'PG_VERSION'), '18\n')
    const database = await start(dataDir)
    expect(await ask(database.adminUrl, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }])
  })

  it('refuses files of another version, a file in place of the folder, and broken files, in one line', async () => {
    const old = await temporaryFolder()
    await mkdir(path.join(old, 'postgres'))
    await writeFile(path.join(old, 'postgres', 'PG_VERSION'), '15\n')
    await expect(start(old)).rejects.toThrow(/^The database in .* is of PostgreSQL 15; this one reads 18$/)
    await expect(start(path.join(old, 'postgres', 'PG_VERSION'))).rejects.toThrow(
      /^The data directory .* cannot be used: .*$/,
    )
    const broken = await temporaryFolder()
    await (await start(broken)).stop()
    await writeFile(path.join(broken, 'postgres', 'global', 'pg_control'), 'nonsense')
    await expect(start(broken)).rejects.toThrow(/^PostgreSQL does not start in .*$/)
  })

  it('removes what a killed owner left, and nothing of a living one', async () => {
    const dataDir = await temporaryFolder()
    const { child, url } = await startElsewhere(dataDir)
    await removeAbandonedDatabase(dataDir, log)
    expect(await ask(url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }])
    child.kill('SIGKILL')
    await once(child, 'exit')
    await removeAbandonedDatabase(dataDir, log)
    await expect(ask(url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await expect(stat(dataDir)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  const asRoot = process.getuid?.() === 0 ? it : it.skip
  asRoot('names the folder that the user postgres cannot enter', async () => {
    const closed = await temporaryFolder()
    await chmod(closed, 0o700)
    await expect(start(path.join(closed, 'data'))).rejects.toThrow(
      `cannot enter the folder ${closed}: allow it`,
    )
  })
})
