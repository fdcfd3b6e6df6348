// A page of another site can make a browser send "simple" requests without asking first. None is taken.
// https://fetch.spec.whatwg.org/#cors-safelisted-request-header
import { headerOf, type Step } from '../exchange.js'
import { Refusal } from '../refusal.js'

const SIMPLE = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'])
const PROOFS = ['apollo-require-preflight', 'x-apollo-operation-name']

/** The media type without parameters, in lower case; '' for a malformed or missing one, which browsers count as simple. */
export function mediaType(contentType: string | undefined): string {
  const essence = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  return /^[\w.+-]+\/[\w.+-]+$/.test(essence) ? essence : ''
}

/** 400 unless the request has something that a browser sends to another origin only after a preflight. */
export function refuseForgery(): Step {
  return ({ request }) => {
    const given = headerOf(request, 'content-type')
    if (given === 'application/json') return
    const type = mediaType(given)
    if (type !== '' && !SIMPLE.has(type)) return
    if (PROOFS.some((name) => request.headers[name])) return
    throw new Refusal(
      'BAD_USER_INPUT',
      400,
      'Send the content type application/json or the header apollo-require-preflight.',
    )
  }
}
