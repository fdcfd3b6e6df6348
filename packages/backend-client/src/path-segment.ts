// Keeps a value that a client chose inside its own segment of a backend path.
import { CodedError } from '@ticketing/service-kit'

const MAX_LENGTH = 200
// What ends a segment, starts an escape, or is not seen: separators, controls, unassigned, lone surrogates, white space.
const REFUSED = /[/\\%?#]|\p{C}|\p{Z}/u

/**
 * One path segment, percent-encoded. `encodeURIComponent` alone lets `.` and `..` through, and a backend may
 * decode twice, so whatever could leave the segment is refused rather than escaped.
 * @throws CodedError BAD_USER_INPUT on an empty, overlong, dotted or unprintable value
 */
export function pathSegment(value: string | number): string {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw refused()
    return String(value)
  }
  const text = value
  if (text === '' || text.length > MAX_LENGTH) throw refused()
  if (text === '.' || text === '..' || REFUSED.test(text)) throw refused()
  return encodeURIComponent(text)
}

// The value itself is not repeated: it goes to logs and pages that need not hold it.
const refused = () => new CodedError('BAD_USER_INPUT', 'An id or a file name has a form that cannot exist.')
