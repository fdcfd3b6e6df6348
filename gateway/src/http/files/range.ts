// Which part of a file is asked for. One range of bytes; several, and other units, may be ignored and are.
// https://www.rfc-editor.org/rfc/rfc9110#name-range-requests

/** The first and the last byte, counted from 0. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

const ONE_RANGE = /^bytes=\s*(\d*)-(\d*)\s*$/i

/** Null: send the whole file. `beyond`: none of it is in a file of `size` bytes. */
export function parseRange(header: string | undefined, size: number): ByteRange | 'beyond' | null {
  const [, first = '', last = ''] = ONE_RANGE.exec(header ?? '') ?? []
  if (first === '' && last === '') return null
  if (first === '') return toRange(Math.max(0, size - Number(last)), size - 1, size)
  if (last !== '' && Number(last) < Number(first)) return null
  return toRange(Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1), size)
}

const toRange = (start: number, end: number, size: number): ByteRange | 'beyond' =>
  start < size ? { start, end } : 'beyond'

/** Those bytes of a stream. It is not read beyond the last of them, and destroyed then. */
export async function* slice(
  source: AsyncIterable<Buffer>,
  { start, end }: ByteRange,
): AsyncGenerator<Buffer> {
  let at = 0
  for await (const chunk of source) {
    const part = chunk.subarray(Math.max(0, start - at), Math.max(0, end + 1 - at))
    at += chunk.length
    if (part.length > 0) yield part
    if (at > end) return
  }
}
