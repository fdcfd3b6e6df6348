// `npm start` that is stopped before it has started.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

const MAIN = fileURLToPath(new URL('./main.js', import.meta.url))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'standalone-main-'))
  // The database server may run as another user, who must be able to enter.
  await chmod(folder, 0o755)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function run(env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { child, exited: once(child, 'exit'), faults: text(child.stderr) }
}

/** Command lines of all processes that work in the folder. */
async function processesIn(dataDir: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'args'])
  return stdout.split('\n').filter((line) => line.includes(dataDir))
}

async function lineWith(output: NodeJS.ReadableStream, what: string): Promise<void> {
  for await (const line of createInterface({ input: output })) if (line.includes(what)) return
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}

describe('npm start, stopped while it is starting', () => {
  it.each([
    ['before anything has started', 'Paris 2024', {}],
    ['when the database is there', 'PostgreSQL 18', {}],
    ['when the backend is there', 'stand-in at', {}],
    ['when subgraphs of their own are starting', 'stand-in at', { SUBGRAPH_TRANSPORT: 'http' }],
  ])('leaves nothing running %s', async (when, line, env) => {
    const dataDir = path.join(folder, when.replaceAll(' ', '-'))
    const { child, exited, faults } = run({ DATA_DIR: dataDir, ...env })
    await lineWith(child.stdout, line)
    child.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
    expect(await faults).toBe('')
    expect(await processesIn(dataDir)).toEqual([])
  })

  it('ends a database that is just coming up', async () => {
    const dataDir = path.join(folder, 'coming-up')
    const { child, exited } = run({ DATA_DIR: dataDir })
    child.stdout.resume()
    while (!(await exists(path.join(dataDir, 'postgres', 'postmaster.pid')))) {
      await new Promise(setImmediate)
    }
    child.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
    expect(await processesIn(dataDir)).toEqual([])
  })
})

describe('npm start with a data directory that cannot be used', () => {
  it('says so in one line that names it', async () => {
    const file = path.join(folder, 'a-file')
    await writeFile(file, '')
    for (const [dataDir, reason] of [
      [file, `${file} is a file, not a folder`],
      [path.join(file, 'below'), 'ENOTDIR'],
      // Where no folder can be made, whoever asks.
      ...(process.platform === 'linux' ? [['/proc/x', 'ENOENT'] as const] : []),
    ] as const) {
      const { child, exited, faults } = run({ DATA_DIR: dataDir })
      child.stdout.resume()
      expect(await exited).toEqual([1, null])
      const said = (await faults).trim()
      expect(said.split('\n')).toHaveLength(1)
      expect(said).toContain(`Cannot start: The data directory ${dataDir} cannot be used: ${reason}`)
    }
  })
})
