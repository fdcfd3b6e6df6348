import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Notice } from '../notice/notice.js'
import type { Client } from './client.js'
import type { ClientState, ClientStore } from './client-state.js'

export interface Surroundings {
  readonly client: Client
  readonly store: ClientStore
  readonly notice: Notice
}

export const SurroundingsContext = createContext<Surroundings | null>(null)

export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext)
  if (surroundings === null) throw new Error('This component stands outside of the page.')
  return surroundings
}

/** The state of this tab; the component is drawn anew when it changes. */
export function useClientState(): ClientState {
  const { store } = useSurroundings()
  return useSyncExternalStore(store.subscribe, store.get)
}
