// Everything that this page asks of the gateway goes through here: it adds who asks, and remembers what comes back.
import type { ClientStore } from './client-state.js'
import { headersFor } from './headers.js'
import { type GraphQLRequest, type Reply, send } from './send.js'

export interface Client {
  /** `written`: the headers editor's. */
  ask(request: GraphQLRequest, written?: Readonly<Record<string, unknown>>): Promise<Reply>
  /** A file of the gateway that needs the token. */
  fetchFile(path: string): Promise<Response>
}

/** `onSessionEnded`: the gateway does not take the token any more. */
export function createClient(store: ClientStore, onSessionEnded: () => void): Client {
  return {
    async ask(request, written) {
      const { session } = store.get()
      const headers = headersFor(store.get(), written)
      const reply = await send(request, headers)
      const isOwnToken = session !== null && headers.authorization === `Bearer ${session.token}`
      // Only a token that is refused is a 401 of the whole request; a field that wants a sign-in is not.
      if (reply.status === 401 && isOwnToken && store.get().session === session) onSessionEnded()
      if (reply.guestCartId !== null && store.get().session === null) {
        if (store.get().guestCartId !== reply.guestCartId) store.set({ guestCartId: reply.guestCartId })
      }
      return reply
    },
    fetchFile(path) {
      const { authorization = '' } = headersFor(store.get())
      return fetch(path, { headers: { authorization } })
    },
  }
}
