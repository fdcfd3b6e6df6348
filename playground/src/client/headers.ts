import type { ClientState } from './client-state.js'

/**
 * What goes along with each request. `written` are the headers editor's: they win, whatever their case, and null takes a
 * header away. A guest's cart is a guest's: nobody who is signed in sends it.
 */
export function headersFor(
  { session, guestCartId, language }: ClientState,
  written: Readonly<Record<string, unknown>> = {},
): Record<string, string> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'content-type': 'application/json',
    'accept-language': language,
    'apollographql-client-name': 'playground',
  }
  if (session !== null) headers.authorization = `Bearer ${session.token}`
  else if (guestCartId !== null) headers['x-guest-cart-id'] = guestCartId
  for (const [name, value] of Object.entries(written)) {
    if (value === null) delete headers[name.toLowerCase()]
    else headers[name.toLowerCase()] = String(value)
  }
  return headers
}
