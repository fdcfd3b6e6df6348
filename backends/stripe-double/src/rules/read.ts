/** The GET routes: one object by id, or a page of a list. None of them changes anything. */
import { missing, StripeFault } from '../core/fault.js'
import { readText, refuseUnknown } from '../core/params.js'
import { answer, type Rule } from '../core/request.js'
import { findIntent, toCallerView } from './find-intent.js'
import { listPage, PAGE_PARAMS } from './list-page.js'

export const retrieveIntent: Rule = (request) => {
  refuseUnknown(request.params, ['client_secret', 'key'])
  return answer(toCallerView(request, findIntent(request)))
}

export const listIntents: Rule = ({ state, params }) => {
  refuseUnknown(params, PAGE_PARAMS)
  const items = [...state.intents.values()]
  return answer(listPage({ items, params, url: '/v1/payment_intents', resource: 'payment_intent' }))
}

export const retrieveCharge: Rule = ({ state, params, id }) => {
  refuseUnknown(params, [])
  const charge = state.charges.get(id)
  if (!charge) throw missing('charge', id, 'id')
  return answer(charge)
}

export const retrieveRefund: Rule = ({ state, params, id }) => {
  refuseUnknown(params, [])
  const refund = state.refunds.get(id)
  if (!refund) throw missing('refund', id, 'id')
  return answer(refund)
}

export const listRefunds: Rule = ({ state, params }) => {
  refuseUnknown(params, [...PAGE_PARAMS, 'payment_intent', 'charge'])
  const intent = readText(params, 'payment_intent') ?? undefined
  const charge = readText(params, 'charge') ?? undefined
  const items = [...state.refunds.values()].filter(
    (refund) =>
      (intent === undefined || refund.payment_intent === intent) &&
      (charge === undefined || refund.charge === charge),
  )
  return answer(listPage({ items, params, url: '/v1/refunds', resource: 'refund' }))
}

export const retrieveEvent: Rule = ({ state, params, id }) => {
  refuseUnknown(params, [])
  const event = state.events.get(id)
  if (!event) throw missing('event', id, 'id')
  return answer(event)
}

export const listEvents: Rule = ({ state, params }) => {
  refuseUnknown(params, [...PAGE_PARAMS, 'type', 'types', 'delivery_success'])
  const matches = eventFilter(readText(params, 'type') ?? undefined, params.types)
  const items = [...state.events.values()].filter((event) => matches(event.type))
  return answer(listPage({ items, params, url: '/v1/events', resource: 'event' }))
}

/** `type` may end in `.*`; `types` is a list of whole names. */
function eventFilter(type: string | undefined, types: unknown): (eventType: string) => boolean {
  if (types !== undefined && !Array.isArray(types)) {
    throw new StripeFault(400, { message: 'Invalid array', param: 'types' })
  }
  const prefix = type?.endsWith('.*') ? type.slice(0, -1) : undefined
  return (eventType) =>
    (type === undefined || eventType === type || (prefix !== undefined && eventType.startsWith(prefix))) &&
    (types === undefined || types.includes(eventType))
}
