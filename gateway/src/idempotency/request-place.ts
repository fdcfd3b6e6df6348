// Whose request it is, and where its answer is kept, so that it is never given to anybody else.
//
// A signed-in person's keys are that person's, in every session; a guest's are those of the guest's cart, whose UUID is
// known to the guest alone. A request with neither could be anybody's: there the place itself is made of all that was
// asked, so that strangers who hit upon the same key do not meet, and nobody learns from a refusal that somebody asked
// something else. A login can only be repeated by whoever knows the password, and a wrong guess is a login like any
// other, which is throttled. But two strangers may ask the very same, such as a cart with one place in it: what tells
// them apart is that their keys are UUIDs, see idempotency-key.ts.
import { createHmac } from 'node:crypto'

/** A command that is to be carried out once. */
export interface KeyedRequest {
  readonly key: string
  /** Such as `user:7`; null where the request could be anybody's. */
  readonly person: string | null
  /** All that it asks. */
  readonly content: string
}

/** More than one of each only while a secret is being changed. The first are for a new row. */
export interface RequestPlace {
  readonly scopes: readonly [string, ...string[]]
  readonly key: string
  readonly fingerprints: readonly [Buffer, ...Buffer[]]
}

const KEY_NAME_BYTES = 8

const hmac = (hashKey: Buffer, text: string): Buffer => createHmac('sha256', hashKey).update(text).digest()

/** With a name of the key in front, which does not tell the key. */
const fingerprint = (hashKey: Buffer, text: string): Buffer =>
  Buffer.concat([hmac(hashKey, 'name').subarray(0, KEY_NAME_BYTES), hmac(hashKey, text)])

/** Whether both are made with the same key, so that they can be compared. */
export const areComparable = (one: Buffer, other: Buffer): boolean =>
  one.subarray(0, KEY_NAME_BYTES).equals(other.subarray(0, KEY_NAME_BYTES))

/** `hashKeys`: without them nobody can try passwords on a fingerprint. */
export function toRequestPlace(
  { key, person, content }: KeyedRequest,
  hashKeys: readonly [Buffer, ...Buffer[]],
): RequestPlace {
  const [newest, ...older] = hashKeys
  const fingerprintBy = (hashKey: Buffer) => fingerprint(hashKey, content)
  const fingerprints = [fingerprintBy(newest), ...older.map(fingerprintBy)] as const
  if (person !== null) return { scopes: [person], key, fingerprints }
  const scopeBy = (hashKey: Buffer) => `anonymous:${hmac(hashKey, content).toString('base64url')}`
  return { scopes: [scopeBy(newest), ...older.map(scopeBy)], key, fingerprints }
}
