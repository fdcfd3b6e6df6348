// Cursors are offsets: the lists of the backend know pages only, so a window of ours may read two of theirs.
import { CodedError } from '@ticketing/service-kit'

/** A window into a list: `first` rows after `offset` rows. */
export interface Window {
  readonly offset: number
  readonly first: number
}

/** Rows of a window, and how many there are in all. */
export interface Slice<Row> {
  readonly rows: readonly Row[]
  readonly totalCount: number
}

const CURSOR = /^offset:(0|[1-9]\d{0,8})$/

export const toCursor = (offset: number): string => Buffer.from(`offset:${offset}`).toString('base64url')

function parseCursor(cursor: string): number {
  const match = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('latin1'))
  if (match === null) throw new CodedError('BAD_USER_INPUT', 'after is not a cursor of this list.')
  return Number(match[1]) + 1
}

/** `first` must be 1 to 100 and `after` a cursor of ours, else BAD_USER_INPUT. */
export function parseWindow(first: number, after: string | null | undefined): Window {
  if (!Number.isInteger(first) || first < 1 || first > 100) {
    throw new CodedError('BAD_USER_INPUT', 'first must be between 1 and 100.')
  }
  return { first, offset: after == null ? 0 : parseCursor(after) }
}

/**
 * Reads a window from a list that knows pages only. `readPage` is given a page number from 1 and the page size, and
 * is called once when the window is aligned, else twice.
 */
export async function readWindow<Row>(
  { offset, first }: Window,
  readPage: (page: number, perPage: number) => Promise<Slice<Row>>,
): Promise<Slice<Row>> {
  const page = Math.floor(offset / first) + 1
  const skip = offset % first
  if (skip === 0) return readPage(page, first)
  const [head, tail] = await Promise.all([readPage(page, first), readPage(page + 1, first)])
  const rows = [...head.rows.slice(skip), ...tail.rows.slice(0, skip)]
  return { rows, totalCount: Math.max(head.totalCount, tail.totalCount) }
}
