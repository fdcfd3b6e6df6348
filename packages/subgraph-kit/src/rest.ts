// Which operations of the REST API a field stands for; schema/rest-coverage.md is made from these declarations.
import { Extensions } from 'type-graphql'

/** An operation as the REST API's document names it, such as `GET /api/products/{product}`. */
export type RestOperation = `${'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'} /api/${string}`

/** Declares what a field reaches when it is asked for. */
export const Rest = (
  ...operations: [RestOperation, ...RestOperation[]]
): MethodDecorator & PropertyDecorator =>
  Extensions({ rest: operations }) as MethodDecorator & PropertyDecorator

/** The operations declared on a field; none for a field that reaches nothing of its own. */
export const declaredRest = (fieldExtensions: Readonly<Record<string, unknown>>): readonly RestOperation[] =>
  (fieldExtensions.rest as readonly RestOperation[] | undefined) ?? []
