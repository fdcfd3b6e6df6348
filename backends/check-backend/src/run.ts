// The command: settings in, lines out, and how it ended.
import { loadBackendContract } from '@ticketing/backend-client'
import { SettingsError } from '@ticketing/service-kit'
import { NoAnswer } from './ask.js'
import { checkBackend, type Report } from './check-backend.js'
import { loadSettings } from './settings.js'
import { Throttled } from './sign-in.js'

export interface Surroundings {
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly fetch: typeof globalThis.fetch
  readonly print: (line: string) => void
}

const CONTRACT = new URL('../../../schema/backend-contract.json', import.meta.url)

/** 0: nothing differs; 1: something does; 2: it could not be checked. */
export async function run({ args, env, fetch, print }: Surroundings): Promise<0 | 1 | 2> {
  try {
    const settings = loadSettings(args, env)
    const contract = await loadBackendContract(CONTRACT)
    const report = await checkBackend({ ...settings, contract, fetch })
    for (const line of linesOf(report)) print(line)
    return report.differences.length === 0 ? 0 : 1
  } catch (fault) {
    const isExpected =
      fault instanceof SettingsError || fault instanceof NoAnswer || fault instanceof Throttled
    if (!isExpected) throw fault
    print(fault.message)
    return 2
  }
}

function linesOf({ differences, leftOut, compared }: Report): readonly string[] {
  const [count, left] = [differences.length, leftOut.length]
  const verdict = count === 0 ? 'nothing differs' : `${count} ${count === 1 ? 'difference' : 'differences'}`
  const rest = left === 0 ? '' : `, ${left} ${left === 1 ? 'question' : 'questions'} left out`
  return [...differences, ...leftOut, `${compared} answers compared with the contract: ${verdict}${rest}`]
}
