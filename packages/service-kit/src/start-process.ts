// The outermost call of a process's main.ts.

import { SettingsError } from './settings.js'

/** Runs `start`; where it fails, one text on stderr without a stack, and exit code 1. */
export function startProcess(start: () => Promise<void>): void {
  start().catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${error instanceof SettingsError ? `Bad settings:\n${reason}` : reason}\n`)
    process.exit(1)
  })
}
