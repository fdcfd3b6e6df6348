// Locks that nobody else wants: every one is free.
import type { HeldLock, Locks } from '@ticketing/service-kit'

/** `onTaken` hears each key. */
export function freeLocks(onTaken: (key: string) => void = () => undefined): Pick<Locks, 'withLock'> {
  const take = <T>(key: string, work: (held: HeldLock) => Promise<T>): Promise<T> => {
    onTaken(key)
    return work({
      lost: new AbortController().signal,
      withLock: (inner, _options, nested) => take(inner, nested),
    })
  }
  return { withLock: (key, _options, work) => take(key, work) }
}
