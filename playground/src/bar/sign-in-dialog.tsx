// Any account, by address and password: what admins use in production, where no demo account is offered.
import { type FormEvent, useRef, useState } from 'react'
import { useClientState } from '../client/use-client-state.js'
import type { SignInOutcome } from '../session/sign-in.js'
import { useSignIn } from '../session/use-sign-in.js'

type Shortfall = Exclude<SignInOutcome, { kind: 'signed-in' }>

export function SignInDialog() {
  const { session } = useClientState()
  const { busy, enter } = useSignIn()
  const dialog = useRef<HTMLDialogElement>(null)
  const [shortfall, setShortfall] = useState<Shortfall | null>(null)
  const needsCode = shortfall?.kind === 'needs-code'

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const given = (name: string) => String(new FormData(form).get(name) ?? '').trim()
    const twoFactorCode = given('code')
    const password = String(new FormData(form).get('password') ?? '')
    const outcome = await enter({
      email: given('email'),
      password,
      ...(twoFactorCode === '' ? {} : { twoFactorCode }),
    })
    setShortfall(outcome.kind === 'signed-in' ? null : outcome)
    if (outcome.kind !== 'signed-in') return
    form.reset()
    dialog.current?.close()
  }

  if (session !== null) return null
  return (
    <>
      <button type="button" className="plain" onClick={() => dialog.current?.showModal()}>
        Sign in…
      </button>
      <dialog ref={dialog} aria-labelledby="sign-in-title" onClose={() => setShortfall(null)}>
        <form onSubmit={(event) => void submit(event)}>
          <h2 id="sign-in-title">Sign in</h2>
          <label>
            E-mail
            <input name="email" type="email" autoComplete="username" required />
          </label>
          <label>
            Password
            <input name="password" type="password" autoComplete="current-password" required />
          </label>
          {needsCode && (
            <label>
              Code
              <input
                name="code"
                inputMode="numeric"
                autoComplete="one-time-code"
                pattern="[0-9]{6}"
                required
              />
            </label>
          )}
          <p role="alert">{shortfall?.text}</p>
          <div className="dialog-buttons">
            <button type="button" className="plain" onClick={() => dialog.current?.close()}>
              Cancel
            </button>
            <button type="submit" className="primary" disabled={busy}>
              Sign in
            </button>
          </div>
        </form>
      </dialog>
    </>
  )
}
