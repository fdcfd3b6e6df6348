// JSON in the one form of RFC 8785: the same content gives the same bytes.
import { createRequire } from 'node:module'

// The package's types promise a default export that its CommonJS has not.
const require = createRequire(import.meta.url)
const canonicalize: (input: unknown) => string | undefined = require('canonicalize')

/** Properties that are undefined are left out. Throws for NaN and infinities. */
export function canonicalJson(content: object): string {
  const text = canonicalize(content)
  if (text === undefined) throw new TypeError('An object has a form in JSON')
  return text
}
