// Asks a backend everything that changes nothing, and compares its answers with the contract.
import type { BackendContract } from '@ticketing/backend-client'
import { type Answer, createAsk } from './ask.js'
import { compareAnswer } from './compare-answer.js'
import { type Found, findThings } from './found.js'
import { type Asker, type Probe, ROLES, type Role } from './probe.js'
import { ANSWERED, REFUSED } from './probes.js'
import type { CheckSettings } from './settings.js'
import { LOGIN, LOGOUT, signIn, signOut } from './sign-in.js'

export interface CheckOptions extends CheckSettings {
  readonly contract: BackendContract
  readonly fetch: typeof globalThis.fetch
}

export interface Report {
  /** How many answers were compared. */
  readonly compared: number
  /** One line each, by route and field; never a value. */
  readonly differences: readonly string[]
  /** Questions that could not be asked, with the reason. */
  readonly leftOut: readonly string[]
}

/** One question after the other. Throws NoAnswer when the backend is away, and Throttled. */
export async function checkBackend(options: CheckOptions): Promise<Report> {
  const ask = createAsk(options.baseUrl, options.fetch)
  const notes = takeNotes(options.contract)
  const tokens = new Map<Role, string>()

  async function put(probe: Probe): Promise<void> {
    const { as } = probe
    const path = pathOf(probe, findThings(notes.shown))
    const token = as === 'guest' ? undefined : tokens.get(as)
    if (path === null) notes.leaveOut(probe, 'nothing of that kind was found')
    else if (as !== 'guest' && token === undefined) notes.leaveOut(probe, 'could not sign in')
    else notes.compare(probe, await ask({ method: methodOf(probe), path, token }))
  }

  try {
    for (const as of ROLES) {
      const { answer, token } = await signIn(ask, options.accounts[as])
      notes.compare({ operation: LOGIN, as, status: 200 }, answer)
      if (token !== undefined) tokens.set(as, token)
    }
    for (const probe of [...ANSWERED, ...REFUSED]) await put(probe)
  } finally {
    for (const [as, token] of tokens) {
      notes.compare({ operation: LOGOUT, as, status: 200 }, await signOut(ask, token))
    }
  }
  return notes.report()
}

function takeNotes(contract: BackendContract) {
  const values = new Map<string, unknown>()
  const different = new Set<string>()
  const leftOut: string[] = []
  let compared = 0
  return {
    compare(asked: Pick<Probe, 'operation' | 'as' | 'status'>, answer: Answer): void {
      compared += 1
      // The first answer to a question is the list; what is refused later shows nothing.
      const key = `${asked.operation} ${asked.as}`
      if (!values.has(key)) values.set(key, answer.value)
      for (const line of compareAnswer(answer, asked, contract)) different.add(line)
    },
    leaveOut({ operation, as }: Probe, why: string): void {
      leftOut.push(`${operation} as ${as}: left out, ${why}`)
    },
    shown: (operation: string, as: Asker): unknown => values.get(`${operation} ${as}`),
    report: (): Report => ({ compared, differences: [...different], leftOut }),
  }
}

const methodOf = ({ operation }: Probe): string => operation.slice(0, operation.indexOf(' '))

/** Null when what the path has to name was not found. */
function pathOf({ operation, path, query }: Probe, found: Found): string | null {
  const template = operation.slice(operation.indexOf(' ') + 1)
  const texts = path === null ? [] : 'texts' in path ? [...path.texts] : [found[path.thing]]
  if (texts.includes(undefined)) return null
  return template.replace(/\{[^}]+\}/g, () => encodeURIComponent(texts.shift() ?? '')) + query
}
