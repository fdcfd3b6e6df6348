// Links that open one file for a few minutes without a bearer token: for a browser's address bar, or a mail.

import { CodedError } from '@ticketing/service-kit'
import { z } from 'zod'
import type { Caller } from './call-context.js'
import { createSealer, SealError } from './sealer.js'

const LIFETIME_SECONDS = 300
const AUDIENCE = 'files'

const claims = z.object({
  path: z.string(),
  caller: z.object({
    sessionId: z.string().nullable(),
    userId: z.int(),
    role: z.enum(['USER', 'EMPLOYEE', 'ADMIN']),
    backendToken: z.string(),
  }),
})

/** What a link is made for. `path` as the gateway serves it: `/files/tickets/ticket_1.pdf`. */
export interface LinkedFile {
  readonly path: string
  /** In whose name the file is opened. The link hides him: it is encrypted. */
  readonly caller: Caller
  /** Where clients reach the gateway, without a trailing slash: the call's own `publicUrl`. */
  readonly publicUrl: string
}

/** Makes and opens links to files. */
export interface FileLinks {
  /** `<publicUrl><path>?link=<sealed>`, good for 5 minutes. Says nothing about whether there is such a file. */
  seal(file: LinkedFile): Promise<{ url: string; expiresAt: Date }>
  /**
   * `link`: the value of the URL's `link`. Throws the same UNAUTHENTICATED for a link that is not ours, was changed,
   * has expired, or is for another path. Whether the caller's session has ended since is not looked at here.
   */
  open(link: string, path: string): Promise<Caller>
}

/** The one answer to every link that is no good. `why` is for the operator. */
export function invalidLink(why: string): CodedError {
  return new CodedError('UNAUTHENTICATED', 'The link is invalid or has expired; ask for a new one.', {
    operatorMessage: `Refused a file link: ${why}`,
  })
}

/**
 * `secret`: SESSION_SECRET, one or several separated by commas, the same where links are made and where they are opened.
 * `now` in epoch ms.
 */
export function createFileLinks(options: { secret: string; now: () => number }): FileLinks {
  const sealer = createSealer({ ...options, purpose: 'file-link/1' })
  const opened = (link: string) => {
    try {
      return sealer.open(link, { audience: AUDIENCE })
    } catch (error) {
      throw error instanceof SealError ? invalidLink(error.message) : error
    }
  }
  return {
    async seal({ path, caller, publicUrl }) {
      const exp = Math.floor(options.now() / 1000) + LIFETIME_SECONDS
      const sealed = sealer.seal({ exp, ...claims.parse({ path, caller }) }, { audience: AUDIENCE })
      return { url: `${publicUrl}${path}?link=${sealed}`, expiresAt: new Date(exp * 1000) }
    },
    async open(link, path) {
      const parsed = claims.safeParse(opened(link))
      if (!parsed.success) throw invalidLink('unknown content')
      if (parsed.data.path !== path) throw invalidLink('another path')
      return parsed.data.caller
    },
  }
}
