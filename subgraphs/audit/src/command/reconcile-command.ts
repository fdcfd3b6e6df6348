// Reconciling now, for a person who waits.
import { isBusy, type Reconciler } from '../reconcile/reconciler.js'
import type { Writing } from './log-commands.js'

/** False when another process is at it. */
export async function reconcileNow(
  reconciler: Reconciler,
  { terminal, json, signal }: Writing & { readonly signal: AbortSignal },
): Promise<boolean> {
  try {
    const onProgress = json ? undefined : terminal.progress
    const { rows, events, left } = await reconciler.run({ signal, ...(onProgress && { onProgress }) })
    terminal.line(
      json
        ? JSON.stringify({ rows, events, left })
        : `Looked at ${rows} payments and tickets that are new or changed: ${events} events recorded. ${left} changed only just now, and are left for the next time.`,
    )
    return true
  } catch (fault) {
    if (!isBusy(fault)) throw fault
    terminal.line(json ? JSON.stringify({ busy: true }) : 'Another process is comparing at the moment.')
    return false
  }
}
