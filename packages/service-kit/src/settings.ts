// Turns the environment into one checked, frozen value. Each process's settings.ts calls this, and nothing else reads the
// environment.
import type { z } from 'zod'

/** Settings that cannot be used. `message` has one line for each fault; values are never shown. */
export class SettingsError extends Error {
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.name = 'SettingsError'
    this.faults = faults
  }
}

function withoutEmpty(env: NodeJS.ProcessEnv): Record<string, string> {
  const set: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && value !== '') set[name] = value
  }
  return set
}

/**
 * Reads settings by a zod schema. An empty variable counts as unset.
 * Throws SettingsError with every fault at once. Messages of own refinements must not contain the value.
 */
export function readSettings<S extends z.ZodType>(schema: S, env: NodeJS.ProcessEnv): Readonly<z.infer<S>> {
  const given = withoutEmpty(env)
  const result = schema.safeParse(given)
  if (!result.success) {
    const faults = result.error.issues.map((issue) => {
      const name = issue.path.join('.')
      // A schema's own words are about a value; a refinement's may be about there being none.
      const isMissing = issue.code !== 'custom' && name !== '' && given[name] === undefined
      const text = isMissing ? 'is not set' : issue.message
      return name === '' ? text : `${name}: ${text}`
    })
    throw new SettingsError(faults)
  }
  return Object.freeze(result.data)
}
