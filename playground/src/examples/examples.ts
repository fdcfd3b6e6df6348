import { type Example, parseExample } from './parse-example.js'

/** Who can run the examples of a folder. */
export type Audience = 'guest' | 'customer' | 'employee' | 'admin'

const files = import.meta.glob<string>('../../examples/*/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** In the order of their file names. */
export function examplesFor(audience: Audience): readonly Example[] {
  return Object.keys(files)
    .filter((path) => path.split('/').at(-2) === audience)
    .sort()
    .map((path) => parseExample(files[path] ?? ''))
}
