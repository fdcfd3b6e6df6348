// A smoke run as a user would make it: `npm start` in an empty data directory, a few requests, ctrl-c. Exits 1 when any
// of it is not as it should be.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const PORT = 4_400
const root = fileURLToPath(new URL('../../', import.meta.url))
const url = `http://127.0.0.1:${PORT}`

interface Answer {
  readonly data?: Record<string, unknown> | null
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[]
}

async function ask(query: string, token?: string): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query }),
  })
  return (await response.json()) as Answer
}

async function requests(): Promise<void> {
  assert.equal((await fetch(`${url}/readyz`)).status, 200)
  assert.equal((await fetch(`${url}/playground`)).status, 200)

  const catalogue = await ask(
    '{ products(first: 3) { totalCount nodes { name price { in(currency: JPY) { amount } } } } }',
  )
  assert.equal(catalogue.errors, undefined, JSON.stringify(catalogue))
  assert.equal((catalogue.data as { products: { nodes: unknown[] } }).products.nodes.length, 3)

  const login = await ask(`mutation {
    login(input: { email: "user@example.test", password: "Demo-Password-2024!" }) { ... on Session { token } }
  }`)
  const token = (login.data as { login: { token: string } }).login.token
  const mine = await ask('{ me { email tickets(first: 1) { totalCount } } }', token)
  assert.equal(mine.errors, undefined, JSON.stringify(mine))

  const refused = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer nonsense' },
    body: JSON.stringify({ query: '{ products { totalCount } }' }),
  })
  assert.equal(refused.status, 401)
}

const dataDir = await mkdtemp(path.join(tmpdir(), 'ticketing-smoke-'))
await chmod(dataDir, 0o755)
const standalone = spawn('npm', ['start'], {
  cwd: root,
  env: { ...process.env, PORT: String(PORT), DATA_DIR: dataDir, NODE_ENV: 'development' },
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
})
const exited = once(standalone, 'exit')
const lines = createInterface({ input: standalone.stdout })

try {
  for await (const line of lines) {
    console.log(`  ${line}`)
    if (line.startsWith('Ready')) break
  }
  await requests()
  console.log('smoke: every request is answered as it should be')
} finally {
  // The whole group, as ctrl-c in a terminal does.
  if (standalone.pid !== undefined) process.kill(-standalone.pid, 'SIGINT')
  await exited
  await rm(dataDir, { recursive: true, force: true })
}
