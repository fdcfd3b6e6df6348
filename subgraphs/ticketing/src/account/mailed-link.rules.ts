// From what a person pastes to what the backend signed. Pure. Of a link only the path and the query are read: its host
// is never asked.

import { FieldsRefused } from '../backend/field-names.js'
import type { LinkProof } from '../backend/mailed-link.js'
import type { ResetProof } from '../backend/passwords.js'
import { emailFault, refuseFaults } from './account.rules.js'

type Parts<Name extends string> = { readonly [Part in Name]?: string | null }
type Input<Name extends string> = Parts<Name> & { readonly link?: string | null }

const PLAIN = /^[\w-]{1,200}$/

// The base is for links that are written without a host; it is dropped again.
function parseLink(link: string): { readonly path: string; readonly query: URLSearchParams } {
  try {
    const { pathname, searchParams } = new URL(link.trim(), 'http://mail.invalid')
    return { path: pathname, query: searchParams }
  } catch {
    throw notSuchALink()
  }
}

const notSuchALink = () => new FieldsRefused({ link: ['It is not the link of such a mail.'] })

/** The parts of a mail by name: given one by one, or read from the whole link. FieldsRefused when one is missing. */
function partsOf<Name extends string>(
  input: Input<Name>,
  names: readonly Name[],
  inPath: RegExp,
): Readonly<Record<Name, string>> {
  const given = names.filter((name) => input[name] != null)
  if (input.link == null) {
    refuseFaults(
      Object.fromEntries(names.map((name) => [name, given.includes(name) ? null : 'It is missing.'])),
    )
    return input as Readonly<Record<Name, string>>
  }
  if (given.length > 0) throw new FieldsRefused({ link: ['Give either the link or its parts.'] })
  const { path, query } = parseLink(input.link)
  const groups: Readonly<Record<string, string | undefined>> = inPath.exec(path)?.groups ?? {}
  const found = names.map((name) => [name, groups[name] ?? query.get(name)])
  if (found.some(([, part]) => part === null)) throw notSuchALink()
  return Object.fromEntries(found)
}

/** Refuses what no mail holds, before it becomes part of a path. */
function checked<Name extends string>(parts: Readonly<Record<Name, string>>): Readonly<Record<Name, string>> {
  const fault = (part: unknown) => (PLAIN.test(String(part)) ? null : 'No mail holds such a text.')
  refuseFaults(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, fault(part)])))
  return parts
}

const pick = <Name extends string>(names: readonly Name[], parts: Readonly<Record<Name, string>>) =>
  checked(Object.fromEntries(names.map((name) => [name, parts[name]])) as Record<Name, string>)

const VERIFICATION = ['id', 'hash', 'expires', 'signature'] as const
const CHANGE = ['token', 'expires', 'signature'] as const

/** Of the mail that opens an account. */
export const verificationOf = (
  input: Input<(typeof VERIFICATION)[number]>,
): LinkProof & { readonly id: string; readonly hash: string } =>
  pick(VERIFICATION, partsOf(input, VERIFICATION, /\/verify\/(?<id>[^/]+)\/(?<hash>[^/]+)\/?$/))

/** Of the mail to a new address. */
export const emailChangeOf = (
  input: Input<(typeof CHANGE)[number]>,
): LinkProof & { readonly token: string } => pick(CHANGE, partsOf(input, CHANGE, /(?!)/))

/** Of the mail to the old address. */
export const cancellationOf = (
  input: Input<(typeof CHANGE)[number]>,
): LinkProof & { readonly token: string } =>
  pick(CHANGE, partsOf(input, CHANGE, /\/cancel\/(?<token>[^/]+)\/?$/))

/** Of the mail to somebody who forgot the password. */
export function resetProofOf(input: Input<'token' | 'email'>): ResetProof {
  const { token, email } = partsOf(input, ['token', 'email'], /(?!)/)
  checked({ token })
  refuseFaults({ email: emailFault(email) })
  return { token, email: email.trim() }
}

/** Whether a link says of itself that it is too old. `now` in epoch ms. */
export const isExpired = ({ expires }: LinkProof, now: number): boolean => !(Number(expires) * 1000 > now)
