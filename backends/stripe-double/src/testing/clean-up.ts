import { afterEach } from '@jest/globals'

/** Returns a function that takes closers; after each test they run, the last one first. */
export function cleanUpAfterEach(): (closer: () => Promise<unknown>) => void {
  const closers: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  })
  return (closer) => {
    closers.push(closer)
  }
}
