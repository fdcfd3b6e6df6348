import { at, type Input } from './input.js'
import { invalid } from './problem.js'
import type { Field, Rule } from './rules.js'

/** Rules by dotted path, in the order in which faults are reported. */
export type Rules = Readonly<Record<string, readonly Rule[]>>

const toField = (path: string, rules: readonly Rule[], input: Input): Field => ({
  path,
  // Only names at the top are made readable; nested ones stay as they are.
  label: path.includes('.') ? path : path.replaceAll('_', ' '),
  input,
  numeric: rules.some((rule) => rule.name === 'integer' || rule.name === 'numeric'),
})

const faultsOf = async (field: Field, rules: readonly Rule[]): Promise<readonly string[]> => {
  const value = at(field.input, field.path)
  const must = rules.find((rule) => rule.name === 'required')
  const absent = must ? await must.test(value, field) : []
  if (absent.length > 0) return absent
  if (value === undefined || (value === null && rules.some((rule) => rule.name === 'nullable'))) return []
  const faults: string[] = []
  for (const rule of rules) {
    if (rule.looksUp && faults.length > 0) continue
    faults.push(...(await rule.test(value, field)))
  }
  return faults
}

/** @throws 422 with every fault of every field, keyed by dotted path. */
export const validate = async (input: Input, rules: Rules): Promise<void> => {
  const errors: Record<string, readonly string[]> = {}
  for (const [path, own] of Object.entries(rules)) {
    const faults = await faultsOf(toField(path, own, input), own)
    if (faults.length > 0) errors[path] = faults
  }
  if (Object.keys(errors).length > 0) throw invalid(errors)
}
