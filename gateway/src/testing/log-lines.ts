// What a gateway writes to its log, and waiting for it.
export interface LogLine {
  readonly msg: string
  readonly url?: string
  readonly reason?: string
}

export interface LogLines {
  /** One line as it is written. */
  add(line: string): void
  /** No more will come. */
  end(): void
  /** The next line with this message; each is given once. Rejects when it will not come. */
  until(message: string): Promise<LogLine>
}

export function createLogLines(): LogLines {
  const lines: LogLine[] = []
  let isOver = false
  let wakeAll: (() => void)[] = []
  const wake = () => {
    const waiting = wakeAll
    wakeAll = []
    for (const one of waiting) one()
  }
  return {
    add(line) {
      lines.push(JSON.parse(line))
      wake()
    },
    end() {
      isOver = true
      wake()
    },
    async until(message) {
      for (;;) {
        const at = lines.findIndex(({ msg }) => msg === message)
        const [found] = at < 0 ? [] : lines.splice(at, 1)
        if (found !== undefined) return found
        if (isOver) throw new Error(`the log ended without "${message}"`)
        await new Promise<void>((resolve) => wakeAll.push(resolve))
      }
    },
  }
}
