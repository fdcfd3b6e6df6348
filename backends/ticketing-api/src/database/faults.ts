/** Codes of Node and of PostgreSQL (SQLSTATE: five capitals or digits) that mean "the database said no". */
const network = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT'])

/** A sentence for whoever starts the process; connection errors of Node often have a code and no message. */
export const toStartError = (error: unknown): unknown => {
  if (!isDatabaseFault(error) || typeof error !== 'object' || error === null) return error
  const [code, message] = ['code', 'message'].map((key) => String(Reflect.get(error, key) ?? ''))
  return new Error(`the database cannot be used: ${message || code}`, { cause: error })
}

/** True for any failure of the database, whether it refused a statement or could not be reached. */
export const isDatabaseFault = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false
  const code = 'code' in error ? error.code : undefined
  if (typeof code === 'string') return network.has(code) || /^[0-9A-Z]{5}$/.test(code)
  const message = 'message' in error ? String(error.message) : ''
  return /Connection terminated|timeout exceeded when trying to connect/.test(message)
}
