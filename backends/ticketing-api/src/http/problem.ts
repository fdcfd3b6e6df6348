/** A refusal with the status and the body that the client gets. Anything else thrown is a fault of ours. */
export class Problem extends Error {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(String(body.code ?? body.error ?? status))
    this.name = 'Problem'
    this.status = status
    this.body = body
  }
}

/** The usual refusal: a sentence, a code, and what else the route adds. */
export const problem = (status: number, code: string, message: string, extra: object = {}): Problem =>
  new Problem(status, { message, code, ...extra })

export const notFound = (): Problem => problem(404, 'not_found', 'There is nothing here')
export const unauthenticated = (): Problem => problem(401, 'unauthenticated', 'Sign in first')
export const forbidden = (): Problem => problem(403, 'forbidden', 'Your role does not allow this')
/** What the admin downloads answer, in place of `forbidden`. */
export const plainForbidden = (): Problem => problem(403, 'http_error', 'Forbidden')
export const internalError = (): Problem => problem(500, 'internal_error', 'Something went wrong here')
export const databaseError = (): Problem => problem(500, 'database_error', 'The database failed')
export const invalid = (errors: Readonly<Record<string, readonly string[]>>): Problem =>
  problem(422, 'validation_error', 'Some of the values are not valid', { errors })
