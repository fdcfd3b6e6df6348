import { at } from './input.js'
import type { Rule } from './rules.js'

/** The same text must stand in `<field>_confirmation`. */
export const confirmed: Rule = {
  name: 'confirmed',
  test: (value, field) =>
    at(field.input, `${field.path}_confirmation`) === value
      ? []
      : [`The ${field.label} field confirmation does not match.`],
}

const shortest = 15

/** Long, both cases, a symbol and a number; every shortcoming is named. */
export const strong: Rule = {
  name: 'password',
  test: (value, { label }) => {
    const text = typeof value === 'string' ? value : ''
    const faults: string[] = []
    if ([...text].length < shortest)
      faults.push(`The ${label} field must be at least ${shortest} characters.`)
    if (!/\p{Lu}/u.test(text) || !/\p{Ll}/u.test(text))
      faults.push(`The ${label} field must contain at least one uppercase and one lowercase letter.`)
    if (!/[\p{Z}\p{S}\p{P}]/u.test(text)) faults.push(`The ${label} field must contain at least one symbol.`)
    if (!/\p{N}/u.test(text)) faults.push(`The ${label} field must contain at least one number.`)
    return faults
  },
}
