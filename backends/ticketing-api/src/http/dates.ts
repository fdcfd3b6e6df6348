/** Payments, invoices and tickets: `2024-07-26T19:30:00+00:00`. */
export const toSeconds = (date: Date): string => `${date.toISOString().slice(0, 19)}+00:00`

/** Users, e-mail changes, two-factor set-up and scans: `2024-07-26T19:30:00.000000Z`. */
export const toMicroseconds = (date: Date): string => `${date.toISOString().slice(0, 19)}.000000Z`

export const orNull = (date: Date | null, format: (date: Date) => string): string | null =>
  date === null ? null : format(date)

/** The day of a date that the rules have let through, as PostgreSQL reads it. */
export const toDay = (text: unknown): string =>
  /^\d{4}-\d{2}-\d{2}/.exec(String(text))?.[0] ?? new Date(String(text)).toISOString().slice(0, 10)
