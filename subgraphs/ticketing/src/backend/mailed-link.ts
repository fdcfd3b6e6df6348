// Follows the links that the backend mails. They are GETs that change something, and answer in two ways: as JSON
// with a status, or in production as a redirect to a page that tells how it ended.
import { BackendError } from '@ticketing/backend-client'
import { z } from 'zod'
import { type Ask, asNobody } from './ask.js'

/** `done-before`: it was followed before, and nothing changed now. `refused`: forged, too old, or used up. */
export type LinkOutcome = 'done' | 'done-before' | 'refused'

/** What proves that the backend made a link; sent in the order in which it was signed. */
export interface LinkProof {
  /** Unix seconds. */
  readonly expires: string
  readonly signature: string
}

const BY_ANSWER: Readonly<Record<string, LinkOutcome>> = {
  '409 already_verified': 'done-before',
  '400 invalid_verification_link': 'refused',
  '400 verification_token_missing': 'refused',
  '403 http_error': 'refused',
  '404 user_not_found': 'refused',
  '404 email_not_found': 'refused',
}

const BY_PAGE: Readonly<Record<string, LinkOutcome>> = {
  success: 'done',
  'already-verified': 'done-before',
  invalid: 'refused',
}

const redirect = z.object({ location: z.string() })

function pageOf(fault: BackendError): string {
  const { data } = redirect.safeParse(fault.body)
  const [path = ''] = (data?.location ?? '').split(/[?#]/)
  return path.replace(/\/$/, '').split('/').at(-1) ?? ''
}

/** How following a link ended, from the failure it gave; null for a failure that says nothing about the link. */
function linkOutcomeOf(fault: unknown): LinkOutcome | null {
  if (!(fault instanceof BackendError)) return null
  if (fault.status >= 300 && fault.status < 400) return BY_PAGE[pageOf(fault)] ?? null
  return BY_ANSWER[`${fault.status} ${fault.backendCode}`] ?? null
}

async function follow(
  ask: Ask,
  link: { route: string; params?: Record<string, string>; query: Record<string, string> },
): Promise<LinkOutcome> {
  try {
    await ask({ method: 'GET', changes: true, ...link, answer: z.unknown() }, asNobody)
    return 'done'
  } catch (fault) {
    const outcome = linkOutcomeOf(fault)
    if (outcome === null) throw fault
    return outcome
  }
}

/** Proves the address of a new account. */
export const followVerification = (
  ask: Ask,
  { id, hash, expires, signature }: LinkProof & { readonly id: string; readonly hash: string },
): Promise<LinkOutcome> =>
  follow(ask, {
    route: '/api/auth/email/verify/{id}/{hash}',
    params: { id, hash },
    query: { expires, signature },
  })

type ChangeLink = LinkProof & { readonly token: string }

/** Makes a new address the one of the account; ends all tokens of it. */
export const followEmailChange = (
  ask: Ask,
  { token, expires, signature }: ChangeLink,
): Promise<LinkOutcome> =>
  follow(ask, { route: '/api/auth/email/change/verify', query: { expires, token, signature } })

/** Calls the change off, even after it was confirmed; ends all tokens. The doubled segment is the real path. */
export const followCancellation = (
  ask: Ask,
  { token, expires, signature }: ChangeLink,
): Promise<LinkOutcome> =>
  follow(ask, {
    route: '/api/auth/auth/email/change/cancel/{token}',
    params: { token },
    query: { expires, signature },
  })
