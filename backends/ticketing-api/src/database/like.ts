/** A pattern for `ilike` that finds the text anywhere; its own wildcards stand for themselves. */
export const containing = (text: unknown): string => `%${String(text).replace(/[\\%_]/g, '\\$&')}%`
