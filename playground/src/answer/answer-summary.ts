import type { Reply } from '../client/send.js'
import { type FileLink, findFiles } from './find-files.js'

export interface AnsweredError {
  readonly code: string
  readonly message: string
  /** Dotted; empty when the whole request failed. */
  readonly place: string
}

/** What the strip under the answer tells. */
export interface AnswerSummary {
  readonly status: number
  readonly milliseconds: number
  readonly bytes: number
  readonly requestId: string | null
  readonly errors: readonly AnsweredError[]
  readonly files: readonly FileLink[]
}

export function summarize({ status, milliseconds, bytes, requestId, body }: Reply): AnswerSummary {
  const errors = (body.errors ?? []).map(({ message, path = [], extensions }) => ({
    message,
    place: path.join('.'),
    code: typeof extensions?.code === 'string' ? extensions.code : 'NO_CODE',
  }))
  return { status, milliseconds, bytes, requestId, errors, files: findFiles(body.data) }
}
