import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { createTestDatabase } from './testing/test-database.js'

const run = (env: Record<string, string>) =>
  spawn(process.execPath, [fileURLToPath(new URL('main.js', import.meta.url))], {
    env: { ...env, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

describe('the process', () => {
  it('tells its address, keeps its data over a restart, and stops when asked', async () => {
    const database = await createTestDatabase()
    const dataDir = await mkdtemp(join(tmpdir(), 'ticketing-main-'))
    const env = {
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      TICKETING_WEBHOOK_SECRET: 'whsec_1',
      PORT: '0',
    }
    try {
      for (const _ of ['first', 'second']) {
        const child = run(env)
        const [line] = await once(child.stdout, 'data')
        const url = /http:\S+/.exec(String(line))?.[0]
        const reply = await fetch(`${url}/api/products/1`)
        expect(reply.status).toBe(200)
        child.kill('SIGTERM')
        expect(await once(child, 'exit')).toEqual([0, null])
      }
    } finally {
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    }
  })

  it('ends with 1 and the faults when it cannot run', async () => {
    const closed = 'postgres://nobody@127.0.0.1:1/none'
    for (const [env, words] of [
      [{}, /^DATABASE_URL: .+\nTICKETING_WEBHOOK_SECRET: is missing\n$/],
      [{ DATABASE_URL: closed, TICKETING_WEBHOOK_SECRET: 'w' }, /^the database cannot be used: .+\n$/],
    ] as const) {
      const child = run(env)
      const exit = once(child, 'exit')
      const [text] = await once(child.stderr, 'data')
      expect(String(text)).toMatch(words)
      expect(await exit).toEqual([1, null])
    }
  })
})
