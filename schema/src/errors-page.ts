// docs/errors.md: every code a client can read, printed from the catalogue.
import { ERROR_CATALOGUE } from '@ticketing/service-kit'

export function errorsPage(): string {
  const rows = Object.entries(ERROR_CATALOGUE).map(
    ([code, { meaning, status, retryable }]) =>
      `| \`${code}\` | ${meaning} | ${status} | ${retryable ? 'yes' : 'no'} |`,
  )
  return [
    '# Error codes',
    '',
    'Every error has one of these in `extensions.code`, or one of Apollo Server’s own for parsing, validation and',
    'persisted queries. The status is the HTTP status when the whole request is refused; a field that fails leaves the',
    'request at 200. `npm run generate` writes this page.',
    '',
    'Programs read the code; people read `message`. It comes in the language of `Accept-Language` (English, French or',
    'German, else English), and so do the texts of `extensions.fields`; the answer’s `Content-Language` names it. What',
    'GraphQL itself says about a document or a variable is for developers and stays in English.',
    '',
    '| code | meaning | status | may the same request succeed later? |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
