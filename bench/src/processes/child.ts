// A process of the bench, as it looks from inside: it is told once, it says where it answers, it ends with its parent.

import { once } from 'node:events'

/** The first message: not an argument, which everybody on the machine could read. */
export const settingsOf = async <Settings>(): Promise<Settings> =>
  (await once(process, 'message'))[0] as Settings

/** A parent that was killed cannot stop us, so we stop with it. */
export function endWithParent(): void {
  process.once('disconnect', () => process.exit(0))
  process.once('SIGTERM', () => process.exit(0))
  // ctrl-c reaches the whole group; the parent ends us in its order.
  process.on('SIGINT', () => undefined)
}

/** Tells the parent. */
export function tell(message: object): void {
  process.send?.(message)
}
