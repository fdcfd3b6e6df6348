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
    'Every error has a code in `extensions.code`, one of this page, which `npm run generate` writes. The status is the HTTP',
    'status when the whole request is refused; a field that fails leaves the request at 200.',
    '',
    'Not in the table are those that Apollo’s clients know, for a text or parameters that are at fault. With 400:',
    '`GRAPHQL_PARSE_FAILED`, `GRAPHQL_VALIDATION_FAILED`, `OPERATION_RESOLUTION_FAILURE` (which operation is meant?),',
    '`PERSISTED_QUERY_HASH_MISMATCH` and `BAD_REQUEST` (405 for a mutation by GET). With 200: `PERSISTED_QUERY_NOT_FOUND` and',
    '`PERSISTED_QUERY_NOT_SUPPORTED`.',
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
