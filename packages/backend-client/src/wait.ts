// That somebody waits for an exchange, until he is given up. It does here what an AbortSignal would, which costs a tenth
// of a whole call to make and to listen to.

export interface Wait {
  /** Why nobody waits any more; null while somebody does. */
  endedBy: Error | null
  /** What is at work for it at the moment, and must stop when nobody waits: one at a time. */
  onEnd: ((reason: Error) => void) | null
}

export const newWait = (): Wait => ({ endedBy: null, onEnd: null })

/** Ends it once; a second end changes nothing. */
export function endWait(wait: Wait, reason: Error): void {
  if (wait.endedBy !== null) return
  wait.endedBy = reason
  wait.onEnd?.(reason)
}
