// Secrets that nobody set are made once and kept in the data directory, so that sessions survive a restart.
import { randomBytes } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { errorCodeOf } from '@ticketing/service-kit'
import { z } from 'zod'
import { makeDataDirectory } from './data-directory.js'

const schema = z.object({
  session: z.string().min(32),
  subgraph: z.string().min(32),
  stripeWebhook: z.string().min(1),
  ticketingWebhook: z.string().min(1),
  databaseOwner: z.string().min(1),
  databaseService: z.string().min(1),
  databaseBackend: z.string().min(1),
})

export type Secrets = Readonly<z.infer<typeof schema>>

const fileIn = (dataDir: string): string => path.join(dataDir, 'secrets.json')

const random = (): string => randomBytes(32).toString('hex')

const fresh = (): Secrets => ({
  session: random(),
  subgraph: random(),
  stripeWebhook: `whsec_${random()}`,
  ticketingWebhook: `whsec_${random()}`,
  databaseOwner: random(),
  databaseService: random(),
  databaseBackend: random(),
})

// Written beside and renamed, so that a crash leaves either no file or a whole one.
async function keep(file: string, secrets: Secrets): Promise<void> {
  const handle = await open(`${file}.new`, 'w', 0o600)
  try {
    await handle.writeFile(JSON.stringify(secrets))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${file}.new`, file)
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (fault) {
    if (errorCodeOf(fault) === 'ENOENT') return null
    throw fault
  }
}

/** The secrets of this data directory; null where it has none yet. A damaged file is an Error. */
export async function readSecrets(dataDir: string): Promise<Secrets | null> {
  const file = fileIn(dataDir)
  const text = await readIfThere(file)
  if (text === null) return null
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    throw new Error(`${file} is damaged: restore it, or remove the data directory to begin anew`)
  }
}

/** Reads the secrets of this data directory, making them at the first start. A damaged file is an Error, never replaced. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  await makeDataDirectory(dataDir)
  const known = await readSecrets(dataDir)
  if (known !== null) return known
  const secrets = fresh()
  await keep(fileIn(dataDir), secrets)
  return secrets
}
