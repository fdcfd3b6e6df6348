// Fields for the gateway itself: composed into the supergraph, so that it knows where to send them, and hidden from every
// client by federation's @inaccessible. They stand in no table of who may use what.
import { Directive, Extensions } from 'type-graphql'
import { Public } from './access.js'

/** Only the gateway asks for this field, in the name of whoever is calling. Over HTTP its seal says that it is the gateway. */
export const Internal = (): MethodDecorator & PropertyDecorator => (target: object, key: string | symbol) => {
  for (const declare of [Public(), Directive('@inaccessible'), Extensions({ internal: true })]) {
    ;(declare as PropertyDecorator)(target, key)
  }
}

/** Whether a field is for the gateway alone. */
export const isInternal = (fieldExtensions: Readonly<Record<string, unknown>>): boolean =>
  fieldExtensions.internal === true
