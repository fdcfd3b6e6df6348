import { v5 } from 'uuid'

const NAMESPACE = '6a0f3b86-5d5c-4f0b-9f35-0c1d7a5fb2c4'

/** The same id for the same words, whoever makes it: such an event is recorded once, however many see it happen. */
export const eventIdOf = (...words: readonly string[]): string => v5(words.join('\n'), NAMESPACE)
