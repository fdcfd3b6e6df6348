// How a field is named in logs, metrics and reports: by its path, with nothing in it that could be somebody's data.

const ROOT = '(root)'
// A record's keys may be data; names of fields are short words.
const WORD = /^[A-Za-z_]\w{0,39}$/

/** `?` for a key that may be data. */
export const wordOf = (key: string): string => (WORD.test(key) ? key : '?')

/** The name of a key inside the field `parent`, '' for the whole answer. */
export const childField = (parent: string, key: string): string => (parent === '' ? key : `${parent}.${key}`)

/** `data[].token`, from the path of one value: positions in lists are left out. */
export function fieldOf(path: readonly PropertyKey[]): string {
  const field = path.reduce<string>(
    (parent, key) => (typeof key === 'number' ? `${parent}[]` : childField(parent, wordOf(String(key)))),
    '',
  )
  return field === '' ? ROOT : field
}
