// The page at /playground. Where it starts: who uses this tab, a client for that person, and the page around them.
import 'graphiql/setup-workers/vite'
import { createRoot } from 'react-dom/client'
import { createClient } from './client/client.js'
import { createClientStore } from './client/client-state.js'
import { pickLanguage } from './client/language.js'
import { SurroundingsContext } from './client/use-client-state.js'
import { createNotice } from './notice/notice.js'
import { Page } from './page.js'
import { loadDemoAccounts } from './session/demo-accounts.js'
import { checkSession } from './session/sign-in.js'

const store = createClientStore(sessionStorage, pickLanguage(navigator.languages))
const notice = createNotice()
const client = createClient(store, () => {
  store.set({ session: null })
  notice.show('Your session has ended. Sign in again to go on.')
})

async function start(root: HTMLElement): Promise<void> {
  const [demoAccounts] = await Promise.all([loadDemoAccounts(), checkSession(client, store)])
  createRoot(root).render(
    <SurroundingsContext value={{ client, store, notice }}>
      <Page demoAccounts={demoAccounts} />
    </SurroundingsContext>,
  )
}

const root = document.getElementById('root')
if (root !== null) void start(root)
