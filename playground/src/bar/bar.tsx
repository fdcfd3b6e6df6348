// The slim line above the editors: who asks, in which language.
import type { DemoAccount } from '../session/demo-accounts.js'
import { LanguagePicker } from './language-picker.js'
import { PeopleSwitch } from './people-switch.js'
import { SignInDialog } from './sign-in-dialog.js'
import { WhoIsThis } from './who-is-this.js'

export function Bar({ demoAccounts }: { readonly demoAccounts: readonly DemoAccount[] }) {
  return (
    <header className="bar">
      <h1>
        <span className="mark" aria-hidden="true" />
        <span>
          Ticketing <span className="wide-only">Playground</span>
        </span>
      </h1>
      {demoAccounts.length > 0 && <PeopleSwitch demoAccounts={demoAccounts} />}
      <div className="bar-end">
        <WhoIsThis />
        <SignInDialog />
        <LanguagePicker />
      </div>
    </header>
  )
}
