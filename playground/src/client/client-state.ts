// Who uses this tab, and what is sent along for that person. Kept in sessionStorage alone: a token ends with its tab.
import { isLanguage, type Language } from './language.js'

export type Role = 'USER' | 'EMPLOYEE' | 'ADMIN'

/** Somebody who has signed in. */
export interface Session {
  readonly token: string
  readonly email: string
  readonly name: string
  readonly role: Role
}

export interface ClientState {
  /** Null for a guest. */
  readonly session: Session | null
  /** The cart that the gateway gave to the guest of this tab. */
  readonly guestCartId: string | null
  readonly language: Language
}

/** Holds the state and tells those who listen. */
export interface ClientStore {
  get(): ClientState
  set(change: Partial<ClientState>): void
  subscribe(listener: () => void): () => void
}

const KEY = 'ticketing-playground'

function readKept(storage: Pick<Storage, 'getItem'>, language: Language): ClientState {
  const fresh: ClientState = { session: null, guestCartId: null, language }
  try {
    const kept = JSON.parse(storage.getItem(KEY) ?? '{}') as Partial<ClientState>
    return { ...fresh, ...kept, language: isLanguage(kept.language) ? kept.language : language }
  } catch {
    return fresh
  }
}

/** `language`: what a tab starts with that has chosen none yet. */
export function createClientStore(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  language: Language,
): ClientStore {
  let state = readKept(storage, language)
  const listeners = new Set<() => void>()
  return {
    get: () => state,
    set(change) {
      state = { ...state, ...change }
      storage.setItem(KEY, JSON.stringify(state))
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
