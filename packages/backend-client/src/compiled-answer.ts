// zod walks a schema anew for each value, unless it is compiled, which takes milliseconds: so the first answers of a
// route are walked through, and what keeps coming is compiled. Faults are always named by the schema as it was written.
import { z } from 'zod'

/** A schema that is made for one call must not be compiled for it. */
const USES_BEFORE = 20

interface Known {
  uses: number
  compiled: z.ZodType | null
}

const knownSchemas = new WeakMap<z.ZodType, Known>()

/** The same schema, maybe faster. */
export function compiledAnswer<T>(schema: z.ZodType<T>): z.ZodType<T> {
  let known = knownSchemas.get(schema)
  if (known === undefined) {
    known = { uses: 0, compiled: null }
    knownSchemas.set(schema, known)
  }
  if (known.compiled !== null) return known.compiled as z.ZodType<T>
  known.uses += 1
  if (known.uses < USES_BEFORE) return schema
  known.compiled = z.compile(schema)
  return known.compiled as z.ZodType<T>
}
