// Whoever was disabled or got another role at the backend directly: it never says so, and its tokens work on.
import type { BackendCall, BackendClient, ServiceAccount } from '@ticketing/backend-client'
import type { Log } from '@ticketing/service-kit'
import type { AccountChecks, Sessions } from '@ticketing/session'
import { listAccounts } from './account.js'
import { readAccounts } from './read-accounts.js'

/** With a check every 20 s that takes no longer, looked for every 5 s, and a cache of 10 s: within a minute. */
const LONGEST_LOOK_MS = 5_000

export interface AccountWatchOptions {
  readonly checks: AccountChecks
  readonly sessions: Pick<Sessions, 'endAllOf' | 'setRole'>
  readonly backend: Pick<BackendClient, 'send'>
  readonly serviceAccount: ServiceAccount
  readonly log: Pick<Log, 'info' | 'warn'>
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly randomId: () => string
  /** How often accounts are checked, by one of all processes; also how long a check may take. */
  readonly everyMs: number
}

/** Checks the accounts of everybody signed in, once: sessions of disabled accounts end, roles become those of now. */
export async function checkAccounts(options: AccountWatchOptions, signal: AbortSignal): Promise<void> {
  const { checks, sessions, log, now, randomId, everyMs } = options
  const call: Omit<BackendCall, 'token'> = {
    guestCartId: null,
    language: 'en',
    requestId: randomId(),
    deadline: now() + everyMs,
    signal,
  }
  const users = await checks.signedInUsers()
  const accounts = await readAccounts((query) => listAccounts(options, query, call), users)
  const unseen = users.filter(({ userId }) => !accounts.has(userId)).length
  if (unseen > 0) log.warn({ unseen }, 'more people are signed in than accounts can be checked')
  for (const { userId, roles } of users) {
    const account = accounts.get(userId)
    if (account === undefined) continue
    if (account === null || !account.isActive) {
      log.info({ userId }, 'the account is disabled, or has another address: its sessions end')
      await sessions.endAllOf(userId)
    } else if (roles.some((role) => role !== account.role)) {
      await sessions.setRole(userId, account.role)
    }
  }
}

/** Checks until it is closed. A check that fails changes nothing; the next one comes. */
export function startAccountWatch(options: AccountWatchOptions): { close(): Promise<void> } {
  const { checks, log, everyMs } = options
  const closed = new AbortController()
  let running: Promise<void> | null = null

  async function look(): Promise<void> {
    try {
      if (await checks.claim(everyMs)) await checkAccounts(options, closed.signal)
    } catch (err) {
      if (!closed.signal.aborted) log.warn({ err }, 'the accounts of those signed in could not be checked')
    }
  }

  const timer = setInterval(
    () => {
      running ??= look().finally(() => {
        running = null
      })
    },
    Math.min(LONGEST_LOOK_MS, everyMs / 4),
  )
  // It keeps no process alive.
  timer.unref()
  return {
    async close() {
      clearInterval(timer)
      closed.abort()
      await running
    },
  }
}
