/** Reads what was thrown by its fields: an error of another realm (Node's own, under a test runner) is no `instanceof Error`. */

export function fieldOf(thrown: unknown, name: string): unknown {
  return typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, name) : undefined
}

export function messageOf(thrown: unknown): string {
  const message = fieldOf(thrown, 'message')
  return typeof message === 'string' ? message : String(thrown)
}
