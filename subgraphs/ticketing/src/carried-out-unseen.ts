// A command of which the backend says no more than that it was carried out, and whose result could not be found.
import { BackendError } from '@ticketing/backend-client'

/** BACKEND_INVALID_RESPONSE with `carriedOut: true`: not to be sent again. `message` says where to look. */
export function carriedOutUnseen(message: string, cause?: unknown): BackendError {
  return new BackendError('BACKEND_INVALID_RESPONSE', message, {
    extensions: { carriedOut: true },
    operatorMessage: 'a command was carried out, but its result could not be found',
    cause,
  })
}
