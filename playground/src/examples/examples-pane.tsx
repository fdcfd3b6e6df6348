// The pane with ready operations for each kind of person.
import { type GraphiQLPlugin, pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react'
import type { Role } from '../client/client-state.js'
import { useClientState } from '../client/use-client-state.js'
import { isNarrow } from '../screen.js'
import { type Audience, examplesFor } from './examples.js'
import type { Example } from './parse-example.js'

const AUDIENCES: readonly { audience: Audience; title: string; note: string }[] = [
  { audience: 'guest', title: 'Guest', note: 'without signing in' },
  { audience: 'customer', title: 'Customer', note: 'tickets, payments, cart' },
  { audience: 'employee', title: 'Employee', note: 'at the gate' },
  { audience: 'admin', title: 'Admin', note: 'everybody’s records' },
]

const AUDIENCE_OF: Readonly<Record<Role, Audience>> = {
  USER: 'customer',
  EMPLOYEE: 'employee',
  ADMIN: 'admin',
}

function useOpenExample(): (example: Example) => void {
  const { addTab, setVisiblePlugin } = useGraphiQLActions()
  const { queryEditor, variableEditor } = useGraphiQL(pick('queryEditor', 'variableEditor'))
  return ({ query, variables }) => {
    if (queryEditor?.getValue().trim() !== '') addTab()
    queryEditor?.setValue(query)
    variableEditor?.setValue(variables)
    if (isNarrow()) setVisiblePlugin(null)
    queryEditor?.focus()
  }
}

function ExampleList({ audience }: { readonly audience: Audience }) {
  const open = useOpenExample()
  return (
    <ul>
      {examplesFor(audience).map((example) => (
        <li key={example.title}>
          <button type="button" onClick={() => open(example)}>
            <b>{example.title}</b>
            {example.note !== '' && <span>{example.note}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Those of whoever asks now are unfolded. */
function ExamplesPane() {
  const { session } = useClientState()
  const current = session === null ? 'guest' : AUDIENCE_OF[session.role]
  return (
    <section className="examples" aria-label="Examples">
      <h2>Examples</h2>
      {AUDIENCES.map(({ audience, title, note }) => (
        <details key={audience} open={audience === current}>
          <summary>
            <b>{title}</b> <span>{note}</span>
          </summary>
          <ExampleList audience={audience} />
        </details>
      ))}
    </section>
  )
}

function ExamplesIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
      <path d="M5 4h10l4 4v12H5zM15 4v4h4M9 12l-2 2 2 2M15 12l2 2-2 2" />
    </svg>
  )
}

export const EXAMPLES_PLUGIN: GraphiQLPlugin = {
  title: 'Examples',
  icon: ExamplesIcon,
  content: ExamplesPane,
}
