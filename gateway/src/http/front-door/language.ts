// The one place where the language of a request is decided; everything after it reads `call.language`.
import { type Language, reduceLanguage } from '@ticketing/backend-client'
import type { Step } from '../exchange.js'

const MAX_KNOWN = 500
const MAX_LENGTH = 200

/** The first of the client's languages that the platform speaks; English otherwise. Browsers send few different wishes. */
export function chooseLanguage(): Step {
  const known = new Map<string, Language>()
  return ({ request, call }) => {
    const wish = request.headers['accept-language']
    if (wish === undefined) return
    const language = known.get(wish)
    call.language = language ?? reduceLanguage(wish)
    if (language !== undefined || wish.length > MAX_LENGTH) return
    if (known.size >= MAX_KNOWN) known.clear()
    known.set(wish, call.language)
  }
}
