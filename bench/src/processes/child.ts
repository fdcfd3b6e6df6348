// A process of the bench, as it looks from inside: it is told once, it says where it answers, it ends with its parent.

/** The settings that the parent gave. */
export const settingsOf = <Settings>(): Settings => JSON.parse(process.argv[2] ?? '{}') as Settings

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
