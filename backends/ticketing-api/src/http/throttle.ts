import type { Request, Response } from 'express'
import { problem } from './problem.js'

const windowMs = 60_000

/** Counts a request; throws 429 above the allowance, which the answer then does not explain further. */
export type Throttle = (req: Request, res: Response) => void

/** One counter a client address, shared by all routes that use it. `X-Forwarded-For` is not believed. */
export const createThrottle = (perMinute: number, now: () => Date): Throttle => {
  const windows = new Map<string, { count: number; endsAt: number }>()
  const forgetEnded = (time: number): void => {
    for (const [address, window] of windows) if (window.endsAt <= time) windows.delete(address)
  }
  return (req, res) => {
    const time = now().getTime()
    forgetEnded(time)
    const address = req.socket.remoteAddress ?? ''
    const window = windows.get(address) ?? { count: 0, endsAt: time + windowMs }
    windows.set(address, window)
    if (window.count >= perMinute) throw problem(429, 'too_many_requests', 'Too many tries, wait a minute')
    window.count += 1
    res.setHeader('X-RateLimit-Limit', String(perMinute))
    res.setHeader('X-RateLimit-Remaining', String(perMinute - window.count))
  }
}
