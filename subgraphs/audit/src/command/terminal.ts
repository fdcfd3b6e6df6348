// Where a command writes: a terminal that a person looks at, or a file or a program.

export interface Terminal {
  /** Writes a line, above whatever bar is shown. */
  line(text: string): void
  /** Shows how far something has come; on anything but a terminal a line, where `isNews`. */
  progress(what: { readonly name: string; readonly done: number; readonly total: number }): void
}

const BAR = 24
/** Not a terminal: a line for each tenth is enough. */
const STEPS = 10

export function createTerminal(output: { readonly isTTY?: boolean; write(text: string): unknown }): Terminal {
  const isTerminal = output.isTTY === true
  let shown = false
  let told = ''

  function clear(): void {
    if (shown) output.write('\r\u001b[K')
    shown = false
  }

  return {
    line(text) {
      clear()
      output.write(`${text}\n`)
    },
    progress({ name, done, total }) {
      const part = total === 0 ? 1 : done / total
      const facts = `${name} ${done}/${total}`
      if (isTerminal) {
        const full = Math.round(part * BAR)
        clear()
        output.write(`[${'#'.repeat(full)}${'.'.repeat(BAR - full)}] ${facts}`)
        shown = true
        return
      }
      const step = `${name} ${Math.floor(part * STEPS)}`
      if (step !== told) output.write(`${facts}\n`)
      told = step
    },
  }
}
