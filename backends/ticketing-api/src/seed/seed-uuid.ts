import { createHash } from 'node:crypto'

/** A UUID of version 4's form that is always the same for the same name. */
export const seedUuid = (name: string): string => {
  const hex = createHash('sha256').update(`ticketing-seed:${name}`).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
