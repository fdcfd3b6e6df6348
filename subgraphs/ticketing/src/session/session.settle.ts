// What became of logins that brought a guest's cart, and of sessions that were to end.
import { NOT_DONE, type Settle, type Settlers, settling, unknown } from '@ticketing/event-log'
import { z } from 'zod'
import { loadCart } from '../backend/carts.js'
import { type SettlingParts } from '../settling/settling.js'
import { sessionEnded } from './session-events.js'

const login = z.object({ guestCart: z.string() })
const ending = z.object({ user: z.int(), sessions: z.array(z.string()) })

/** A login that nobody heard the answer of gave nobody a session; the guest's cart may be merged. */
const loginSettler = ({ asGuest, log }: SettlingParts): Settle =>
  settling(log, login, async ({ guestCart }, intent) => {
    const { lines } = await loadCart(asGuest(intent, guestCart))
    if (lines.length > 0) return NOT_DONE
    return unknown('The cart of the guest is empty: it was merged into that of a user, or nothing was in it.')
  })

const endingSettler = ({ sessions, log }: SettlingParts): Settle =>
  settling(log, ending, async ({ user, sessions: named }) => {
    const active = new Set((await sessions.activeOf(user)).map(({ id }) => id))
    const [first, ...others] = named.filter((id) => !active.has(id)).map((id) => sessionEnded(user, id))
    if (first !== undefined) return { kind: 'done', events: [first, ...others] }
    return named.length > 0 ? NOT_DONE : unknown('The backend does not tell which tokens are good.')
  })

export const sessionSettlers = (parts: SettlingParts): Settlers => ({
  login: loginSettler(parts),
  logout: endingSettler(parts),
  endSession: endingSettler(parts),
})
