// The only reader of the arguments and the environment of this process.
import { parseArgs } from 'node:util'
import { parseBaseUrl } from '@ticketing/backend-client'
import { readSettings, SettingsError } from '@ticketing/service-kit'
import { demoPassword } from '@ticketing/ticketing-api'
import { z } from 'zod'
import { ROLES, type Role } from './probe.js'

export interface Account {
  readonly email: string
  readonly password: string
}

export interface CheckSettings {
  /** Without a slash at its end. */
  readonly baseUrl: string
  readonly accounts: Readonly<Record<Role, Account>>
}

const USAGE = 'usage: npm run check-backend -- <url of the backend> [--insecure]'
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

const fieldsOf = (role: Role) => ({
  [`${role.toUpperCase()}_EMAIL`]: z.string().default(`${role}@example.test`),
  [`${role.toUpperCase()}_PASSWORD`]: z.string().default(demoPassword),
})
const environment = z.object(Object.assign({}, ...ROLES.map(fieldsOf)) as Record<string, z.ZodType<string>>)

/** Accounts are the demo accounts unless the environment names others. Throws SettingsError. */
export function loadSettings(args: readonly string[], env: NodeJS.ProcessEnv): CheckSettings {
  const { url, insecure } = readArguments(args)
  const { origin, prefix } = parseUrl(url)
  const { protocol, hostname } = new URL(origin)
  if (protocol === 'http:' && !insecure && !LOOPBACK.test(hostname)) {
    throw new SettingsError([
      'passwords would travel unencrypted: use https, or say --insecure where the network is your own',
    ])
  }
  const read = readSettings(environment, env)
  const accountOf = (role: Role): Account => ({
    email: read[`${role.toUpperCase()}_EMAIL`] ?? '',
    password: read[`${role.toUpperCase()}_PASSWORD`] ?? '',
  })
  const accounts = { user: accountOf('user'), employee: accountOf('employee'), admin: accountOf('admin') }
  return { baseUrl: origin + prefix, accounts }
}

function readArguments(args: readonly string[]): { url: string; insecure: boolean } {
  try {
    const options = { insecure: { type: 'boolean', default: false } } as const
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [url] = positionals
    if (url !== undefined && positionals.length === 1) return { url, insecure: values.insecure }
  } catch {
    // An option that does not exist.
  }
  throw new SettingsError([USAGE])
}

function parseUrl(text: string) {
  try {
    return parseBaseUrl(text)
  } catch (fault) {
    throw new SettingsError([`${fault instanceof Error ? fault.message : fault}`, USAGE])
  }
}
