// For tests: every way to change one character of a sealed text.

import fc from 'fast-check'

/** Texts that differ from `sealed` in one character and in the bytes that they stand for. */
export function tampered(sealed: string): fc.Arbitrary<string> {
  const bytes = (text: string) =>
    text
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('hex'))
      .join()
  return (
    fc
      .tuple(fc.nat(sealed.length - 1), fc.constantFrom('A', 'z', '0', '_', '.'))
      .map(([at, letter]) => sealed.slice(0, at) + letter + sealed.slice(at + 1))
      // The last character of a part may hold bits that stand for nothing.
      .filter((changed) => bytes(changed) !== bytes(sealed))
  )
}
