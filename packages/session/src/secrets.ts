// A secret that is changed without an hour in which nobody is let in: the new one stands beside the old for a while.
import { hkdfSync } from 'node:crypto'
import { z } from 'zod'

const SHORTEST = 32
const KEY_BYTES = 32

/** The secrets of a setting: one, or several separated by commas. */
export function secretsOf(setting: string): readonly [string, ...string[]] {
  const [first = '', ...others] = setting.split(',').map((secret) => secret.trim())
  return [first, ...others]
}

/**
 * A key of 32 bytes from each secret of the setting, in their order, by HKDF-SHA-256: the first is for what is made now,
 * the others for what was made before. Keys for another `purpose` have nothing in common with these.
 */
export function derivedKeys(setting: string, purpose: string): readonly [Buffer, ...Buffer[]] {
  const [first, ...others] = secretsOf(setting)
  const keyOf = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', purpose, KEY_BYTES))
  return [keyOf(first), ...others.map(keyOf)]
}

/**
 * SESSION_SECRET and SUBGRAPH_SECRET as they are set: the first secret seals, all of them open. Each has at least 32
 * characters.
 */
export const rotatingSecret = z.string().refine((setting) => secretsOf(setting).every(isLong), {
  error: `must have at least ${SHORTEST} characters, each of several separated by commas`,
})

function isLong(secret: string): boolean {
  return secret.length >= SHORTEST
}
