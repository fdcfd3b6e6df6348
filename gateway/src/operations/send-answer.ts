// An answer of /graphql leaves in one piece: its length is known, head and body are one write.
import type { Language } from '@ticketing/session'
import type { Step } from '../http/exchange.js'

/** An answer that nothing will change any more. */
export interface OutgoingAnswer {
  readonly status: number
  readonly contentType: string
  readonly language: Language
  readonly body: string
}

export const sendAnswer: Step = ({ response, headers, answer }) => {
  if (answer === null) return
  const { status, contentType, language, body } = answer
  headers.push(
    'content-type',
    contentType,
    'content-length',
    String(Buffer.byteLength(body)),
    // An answer is somebody's; also a miss of a persisted query must be asked again.
    'cache-control',
    'private, no-store',
    'content-language',
    language,
    'vary',
    'accept-language',
  )
  response.writeHead(status, headers)
  response.end(body)
}
