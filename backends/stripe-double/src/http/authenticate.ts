/** Who calls: a server with a secret key, or a browser with a publishable one. Any test key will do. */
import { StripeFault } from '../core/fault.js'
import type { Params } from '../core/params.js'

/** The key comes as a bearer token, as the user of basic authentication, or as the parameter `key`. */
export function authenticate(authorization: string | undefined, params: Params): 'server' | 'browser' {
  const key = keyOf(authorization) ?? (typeof params.key === 'string' ? params.key : '')
  if (key === '') {
    throw new StripeFault(401, {
      message: "You did not provide an API key. Provide it in the Authorization header ('Bearer sk_test_…').",
    })
  }
  if (/^(sk|rk)_test_\w+$/.test(key)) return 'server'
  if (/^pk_test_\w+$/.test(key)) return 'browser'
  throw new StripeFault(401, { message: `Invalid API Key provided: ${key.slice(0, 8)}****` })
}

/** A publishable key opens only what a browser needs. */
export function refuseBrowser(): never {
  const message = 'This API call cannot be made with a publishable API key. Use a secret API key.'
  throw new StripeFault(401, { code: 'secret_key_required', message })
}

function keyOf(authorization: string | undefined): string | undefined {
  const [, scheme, credentials] = /^(bearer|basic)\s+(\S+)\s*$/i.exec(authorization ?? '') ?? []
  if (scheme === undefined || credentials === undefined) return undefined
  if (scheme.toLowerCase() === 'bearer') return credentials
  return Buffer.from(credentials, 'base64').toString('utf8').split(':')[0]
}
