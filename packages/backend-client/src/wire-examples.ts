// For the tests of single layers: one request and one answer between them.
import type { AnswerHeaders, WireAnswer, WireRequest } from './wire.js'

export function aWireRequest(of: Partial<WireRequest> = {}): WireRequest {
  return {
    method: 'GET',
    route: '/api/products',
    target: '/api/products',
    headers: [],
    body: null,
    requestId: 'request-1',
    deadline: 10_000,
    signal: new AbortController().signal,
    flightKey: null,
    ...of,
  }
}

/** `raw` takes a string body as it is instead of as JSON. */
export function anAnswer(
  status = 200,
  body: unknown = {},
  raw = false,
  headers: Partial<AnswerHeaders> = {},
): WireAnswer {
  const text = raw ? String(body) : JSON.stringify(body)
  return {
    status,
    headers: {
      contentType: 'application/json',
      contentLength: null,
      retryAfter: null,
      location: null,
      etag: null,
      lastModified: null,
      ...headers,
    },
    body: Buffer.from(text),
  }
}
