// What was asked for on the command line.
import { parseArgs } from 'node:util'

export const USAGE = [
  'npm run audit -- <command> [--json]',
  '',
  '  show <stream>            what happened to one thing: cart:user:7, payment:<uuid>, ticket:<token>, product:3',
  '  tail [--from <position>] the last events of all, and what comes; ctrl-c ends it',
  '  reconcile                asks the backend what happened behind our back, and records it',
  '  settle                   finds out what became of commands whose senders are gone',
  '  verify                   whether the log is whole',
  '',
  '--json writes one JSON object a line.',
].join('\n')

/** `json`: for machines. */
export type Wanted = { readonly json: boolean } & (
  | { readonly command: 'show'; readonly stream: string }
  | { readonly command: 'tail'; readonly from: bigint | null }
  | { readonly command: 'reconcile' | 'settle' | 'verify' }
)

function parse(args: readonly string[]) {
  try {
    const options = { json: { type: 'boolean', default: false }, from: { type: 'string' } } as const
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch {
    return null
  }
}

/** Null for what is no command. */
export function readArguments(args: readonly string[]): Wanted | null {
  const parsed = parse(args)
  if (parsed === null) return null
  const { json, from } = parsed.values
  const [command, stream, ...rest] = parsed.positionals
  if (rest.length > 0 || (from !== undefined && (command !== 'tail' || !/^[1-9]\d{0,17}$/.test(from))))
    return null
  if (command === 'show') return stream === undefined ? null : { command, stream, json }
  if (stream !== undefined) return null
  if (command === 'tail') return { command, from: from === undefined ? null : BigInt(from), json }
  return command === 'reconcile' || command === 'settle' || command === 'verify' ? { command, json } : null
}
