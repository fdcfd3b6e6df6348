// What a person reads in the terminal.
import type { Report, Standalone } from './start-standalone.js'

/** Since the process began. */
const seconds = (): string => `${(performance.now() / 1000).toFixed(1)} s`

/** A line for each part as it becomes ready. */
export function reportPart(): Report {
  console.log('Paris 2024 ticketing gateway')
  return (part, what) => console.log(`  ${part.padEnd(10)} ${what} (${seconds()})`)
}

export const printStopping = (): void => console.log('Stopping …')

/** Addresses, demo accounts, and one query to try. */
export function printReady({ url, backends, demo }: Standalone): void {
  const query =
    '{ products(first: 3) { nodes { name price { formatted in(currency: JPY) { formatted } } } } }'
  const lines = [
    `Ready in ${seconds()}`,
    '',
    `  GraphQL      ${url}/graphql`,
    `  Playground   ${url}/playground`,
    ...(backends
      ? [
          `  REST API     ${backends.ticketingApiUrl}  (stand-in)`,
          `  Stripe       ${backends.stripeUrl}  (double)`,
        ]
      : []),
    '',
    ...(demo
      ? [
          `Demo accounts, all with the password ${demo.password}`,
          ...demo.emails.map((email) => `  ${email}`),
          '',
        ]
      : []),
    'Try',
    `  curl ${url}/graphql -H 'content-type: application/json' \\`,
    `    -d '{"query":"${query}"}'`,
    '',
    'ctrl-c stops everything; the data stays.',
  ]
  console.log(lines.join('\n'))
}

/** One line for each fault, never a stack. */
export function printFailure(fault: unknown): void {
  const reason = fault instanceof Error ? fault.message : String(fault)
  console.error(
    reason
      .split('\n')
      .map((line) => `Cannot start: ${line}`)
      .join('\n'),
  )
}
