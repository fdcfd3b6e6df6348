// Waiting in line inside one process: one line a key, first come first served.

/** Lines by key. */
export interface KeyQueue {
  /**
   * Resolves with the function that ends the turn, when there is room.
   * Rejects with the reason of `giveUp` when that aborts first; the caller has then left the line.
   */
  enter(key: string, giveUp: AbortSignal): Promise<() => void>
  /** The same at once, or null where one would have to wait. */
  tryEnter(key: string): (() => void) | null
}

interface Line {
  inside: number
  readonly waiting: (() => void)[]
}

/** `width` callers of one key are inside at a time. Nothing is kept about a key that nobody uses. */
export function createKeyQueue(width: number): KeyQueue {
  const lines = new Map<string, Line>()

  function lineOf(key: string): Line {
    const line = lines.get(key) ?? { inside: 0, waiting: [] }
    lines.set(key, line)
    return line
  }

  function leave(key: string, line: Line): void {
    const next = line.waiting.shift()
    if (next === undefined) {
      line.inside -= 1
      if (line.inside === 0) lines.delete(key)
    } else {
      // The turn is handed over, so nobody who comes just now can slip in before those who wait.
      next()
    }
  }

  function wait(line: Line, giveUp: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onTurn = () => {
        giveUp.removeEventListener('abort', onAbort)
        resolve()
      }
      const onAbort = () => {
        line.waiting.splice(line.waiting.indexOf(onTurn), 1)
        reject(giveUp.reason)
      }
      giveUp.addEventListener('abort', onAbort, { once: true })
      line.waiting.push(onTurn)
    })
  }

  function tryEnter(key: string): (() => void) | null {
    const line = lineOf(key)
    if (line.inside >= width) return null
    line.inside += 1
    return () => leave(key, line)
  }

  return {
    tryEnter,
    async enter(key, giveUp) {
      giveUp.throwIfAborted()
      const inside = tryEnter(key)
      if (inside !== null) return inside
      const line = lineOf(key)
      await wait(line, giveUp)
      return () => leave(key, line)
    },
  }
}
