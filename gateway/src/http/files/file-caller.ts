// Who opens a file: whoever the link was made for, else whoever the bearer token stands for.
import { CodedError } from '@ticketing/service-kit'
import { type Caller, type FileLinks, invalidLink, type Sessions } from '@ticketing/session'
import type { Request } from 'express'
import type { Exchange } from '../exchange.js'
import { invalidToken } from '../session/bearer.js'
import type { IdentifyCaller } from '../session/caller.js'

/** Who may be looking, and what he is told when that turns out to be no good any more. */
export interface FileCaller {
  readonly caller: Caller
  readonly byLink: boolean
  readonly invalid: (cause: unknown) => CodedError
}

export interface FileCallerOptions {
  readonly identifyCaller: IdentifyCaller
  readonly fileLinks: Pick<FileLinks, 'open'>
  readonly sessions: Pick<Sessions, 'refresh'>
}

/** `path`: what a link must have been made for. */
export type IdentifyFileCaller = (
  exchange: Exchange,
  query: Request['query'],
  path: string,
) => Promise<FileCaller>

const isUnauthenticated = (fault: unknown): boolean =>
  fault instanceof CodedError && fault.code === 'UNAUTHENTICATED'

/**
 * A link wins over a bearer token, which is not even looked at: it was made for this file. Throws UNAUTHENTICATED, the
 * same for a link that is no link, has expired, is for another file, or whose session has ended.
 */
export function identifyFileCaller({
  identifyCaller,
  fileLinks,
  sessions,
}: FileCallerOptions): IdentifyFileCaller {
  const byLink = async (link: string, path: string): Promise<Caller> => {
    const caller = await fileLinks.open(link, path)
    try {
      return await sessions.refresh(caller)
    } catch (fault) {
      throw isUnauthenticated(fault) ? invalidLink('its session is no good') : fault
    }
  }

  return async (exchange, { link }, path) => {
    if (link !== undefined) {
      const caller = await byLink(typeof link === 'string' ? link : '', path)
      return { caller, byLink: true, invalid: () => invalidLink('the backend refuses its token') }
    }
    await identifyCaller(exchange)
    const { caller } = exchange.call
    if (caller === null) throw new CodedError('UNAUTHENTICATED', 'Sign in to see this file.')
    return { caller, byLink: false, invalid: invalidToken }
  }
}
