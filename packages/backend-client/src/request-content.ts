// What a request carries: JSON, bytes as they are, or a form.
import { CodedError } from '@ticketing/service-kit'
import type { BackendRequest } from './request.js'

export interface RequestContent {
  readonly type: string | null
  readonly body: string | Uint8Array | null
}

type Asked = Pick<BackendRequest<unknown>, 'method' | 'body'>

const NOTHING: RequestContent = { type: null, body: null }

/** Only a form takes time. */
export function requestContent({ method, body }: Asked): RequestContent | Promise<RequestContent> {
  if (body === undefined) return NOTHING
  if (method === 'GET') throw new CodedError('INTERNAL_SERVER_ERROR', 'A GET has no body.')
  if (body instanceof FormData) return formContent(body)
  return { type: 'application/json', body: body instanceof Uint8Array ? body : JSON.stringify(body) }
}

async function formContent(form: FormData): Promise<RequestContent> {
  const encoded = new Response(form)
  return {
    type: encoded.headers.get('content-type'),
    body: new Uint8Array(await encoded.arrayBuffer()),
  }
}
