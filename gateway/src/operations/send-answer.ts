// An answer of /graphql leaves in one piece: its length is known, head and body are one write.
import { CONTENT_TYPES, type Exchange } from '../http/exchange.js'

/** 200, as JSON of the client's media type. */
export function sendAnswer(exchange: Exchange, answer: object): void {
  const { response, headers, mediaType, call } = exchange
  // The client has left.
  if (response.destroyed) return
  const body = JSON.stringify(answer)
  headers.push(
    'content-type',
    CONTENT_TYPES[mediaType],
    'content-length',
    String(Buffer.byteLength(body)),
    // An answer is somebody's; also a miss of a persisted query must be asked again.
    'cache-control',
    'private, no-store',
    'content-language',
    call.language,
    'vary',
    'accept-language',
  )
  response.writeHead(200, headers)
  response.end(body)
}
