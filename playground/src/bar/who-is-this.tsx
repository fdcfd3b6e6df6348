import { useClientState, useSurroundings } from '../client/use-client-state.js'
import { signOut } from '../session/sign-in.js'

export function WhoIsThis() {
  const { client, store } = useSurroundings()
  const { session } = useClientState()
  return (
    <>
      <p className="who" role="status">
        {session === null ? (
          <span className="who-name">Not signed in</span>
        ) : (
          <>
            <span className="who-name" title={session.email}>
              {session.name}
            </span>
            <span className="role" data-role={session.role}>
              {session.role}
            </span>
          </>
        )}
      </p>
      {session !== null && (
        <button type="button" className="plain" onClick={() => void signOut(client, store)}>
          Sign out
        </button>
      )}
    </>
  )
}
