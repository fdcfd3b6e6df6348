// The stand-in's people, one click away.
import { useClientState, useSurroundings } from '../client/use-client-state.js'
import type { DemoAccount } from '../session/demo-accounts.js'
import { signOut } from '../session/sign-in.js'
import { useSignIn } from '../session/use-sign-in.js'

export function PeopleSwitch({ demoAccounts }: { readonly demoAccounts: readonly DemoAccount[] }) {
  const { client, store, notice } = useSurroundings()
  const { session } = useClientState()
  const { busy, enter } = useSignIn()
  const become = async (account: DemoAccount) => {
    const { label, role: _, ...credentials } = account
    const outcome = await enter(credentials)
    if (outcome.kind !== 'signed-in') notice.show(`${label} cannot sign in: ${outcome.text}`)
  }
  return (
    <fieldset className="people" disabled={busy}>
      <legend>Ask as</legend>
      <button type="button" aria-pressed={session === null} onClick={() => void signOut(client, store)}>
        Guest
      </button>
      {demoAccounts.map((account) => (
        <button
          key={account.email}
          type="button"
          title={`Sign in as ${account.email}`}
          aria-pressed={session?.email === account.email}
          onClick={() => void become(account)}
        >
          {account.label}
        </button>
      ))}
    </fieldset>
  )
}
