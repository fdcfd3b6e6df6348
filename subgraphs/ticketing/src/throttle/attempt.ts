// The five commands that the backend counts together go through here.
import type { TicketingContext } from '../context.js'

/** Sends a command for an account when there is a place for it; RATE_LIMITED otherwise. */
export const attempt = <T>(
  { call, throttle }: TicketingContext,
  account: string,
  send: () => Promise<T>,
  { forgiven = false } = {},
): Promise<T> => {
  const { clientAddress: address, deadline, signal } = call
  return throttle.run({ address, account, deadline, signal, forgiven }, send)
}
