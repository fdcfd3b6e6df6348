// The one place where the language of a request is decided; everything after it reads `call.language`.
import { reduceLanguage } from '@ticketing/backend-client'
import type { Exchange, Step } from '../exchange.js'

/** The first of the client's languages that the platform speaks; English otherwise. */
export const chooseLanguage: Step = ({ request, call }) => {
  call.language = reduceLanguage(request.headers['accept-language'])
}

/** Says which language the answer is written in, and that another would have been possible. */
export function nameLanguage({ response, call }: Pick<Exchange, 'response' | 'call'>): void {
  response.setHeader('content-language', call.language)
  response.appendHeader('vary', 'accept-language')
}
