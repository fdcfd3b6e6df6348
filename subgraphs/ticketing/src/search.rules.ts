// The free text that lists are searched by. Pure.
import { CodedError } from '@ticketing/service-kit'

const LONGEST = 255

/** BAD_USER_INPUT beyond 255 characters. */
export function checkSearch(search: string | null | undefined): string | null {
  if (search == null) return null
  if ([...search].length <= LONGEST) return search
  throw new CodedError('BAD_USER_INPUT', 'search has at most {most} characters.', {
    values: { most: LONGEST },
  })
}
