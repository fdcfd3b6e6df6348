// What all events of one request have in common.
import { v5 } from 'uuid'
import type { Asker } from './commands.js'

const NAMESPACE = 'b0a4a1c2-7c0e-4f0c-8a51-2f6f0a9f7d13'

/**
 * A UUID, the same for all that one actor asks for in one request; `otherwise`: for what is no request. By the actor too:
 * the id of a request is the client's to choose, and somebody else may choose the same.
 */
export const correlationOf = ({ actor, requestId }: Asker, otherwise: () => string): string =>
  requestId === null ? otherwise() : v5(JSON.stringify([actor.role, actor.id, requestId]), NAMESPACE)
