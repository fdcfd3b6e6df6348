// The `code` of an error that is not ours. By its shape: node's own errors belong to another realm under jest.

/** node's code (ECONNREFUSED …), PostgreSQL's SQLSTATE, or null. */
export function errorCodeOf(error: unknown): string | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  return typeof code === 'string' ? code : null
}
