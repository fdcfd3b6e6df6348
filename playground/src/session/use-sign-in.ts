import { useState } from 'react'
import { useSurroundings } from '../client/use-client-state.js'
import { type Credentials, type SignInOutcome, signIn } from './sign-in.js'

/** Signs in once at a time; `refused` is also the answer of a gateway that is away. */
export function useSignIn(): { busy: boolean; enter(credentials: Credentials): Promise<SignInOutcome> } {
  const { client, store, notice } = useSurroundings()
  const [busy, setBusy] = useState(false)
  const enter = async (credentials: Credentials): Promise<SignInOutcome> => {
    setBusy(true)
    try {
      const outcome = await signIn(client, store, credentials)
      if (outcome.kind === 'signed-in') notice.show(null)
      return outcome
    } catch (fault) {
      return { kind: 'refused', text: fault instanceof Error ? fault.message : String(fault) }
    } finally {
      setBusy(false)
    }
  }
  return { busy, enter }
}
