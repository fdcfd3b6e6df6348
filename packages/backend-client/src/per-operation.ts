// One thing for each operation of the backend, `GET /api/products`: made at its first call, found without building a key.
import type { WireRequest } from './wire.js'

export type Asked = Pick<WireRequest, 'method' | 'route'>

export function perOperation<T>(make: (asked: Asked) => T): (asked: Asked) => T {
  const byRoute = new Map<string, Map<string, T>>()
  return (asked) => {
    let byMethod = byRoute.get(asked.route)
    if (byMethod === undefined) {
      byMethod = new Map()
      byRoute.set(asked.route, byMethod)
    }
    let found = byMethod.get(asked.method)
    if (found === undefined) {
      found = make(asked)
      byMethod.set(asked.method, found)
    }
    return found
  }
}
