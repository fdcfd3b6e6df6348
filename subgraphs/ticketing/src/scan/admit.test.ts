import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { historyOf, whenRecorded } from '../testing/history.js'
import { as, openRoom, type Room } from '../testing/room.js'
import { keepEntrance } from '../testing/tickets.js'

let room: Room
let number = 0
let token = ''
beforeAll(async () => {
  room = await openRoom({ tick: 'as time goes by', serviceAccount: true })
})
beforeEach(() => {
  room.backend.forget()
  room.backend.on('POST /api/auth/login', () => ({
    body: { token: '1|ADMIN', user: { id: 1, role: 'admin' } },
  }))
  number += 1
  token = `token-${number}`
})
afterAll(() => room.close())

const ADMIT = 'mutation ($token: String!) { admitTicket(token: $token) { __typename } }'
const employee = as('EMPLOYEE', 2)
const now = () => new Date().toISOString()
const typesOf = async () => (await historyOf(room, `ticket:${token}`)).map(([type]) => type)
const scans = () =>
  room.backend.received.filter(({ method, path }) => method === 'POST' && path.includes('scan'))

describe('six scans of one ticket at two entrances', () => {
  it('let one in, and the log shows each in its order', async () => {
    const entrance = keepEntrance(room.backend, 'issued', { number, usedAt: now })
    const doors = [room, room.another()]
    const admitted = doors.flatMap((door) => [1, 2, 3].map(() => door.ask(ADMIT, employee, { token })))
    const results = (await Promise.all(admitted)).map(({ data }) => data.admitTicket.__typename)
    expect(results.filter((type) => type === 'AdmittedTicket')).toHaveLength(1)
    expect(entrance.admitted()).toBe(1)
    const refused = Array.from({ length: 5 }, () => ['CommandIntended', 'CommandRefused'])
    expect(await typesOf()).toEqual(['CommandIntended', 'TicketAdmitted', ...refused.flat()])
    expect(scans()).toHaveLength(6)
  })
})

describe('a scan that is not answered', () => {
  /** The backend is silent; `first` is what it does before. */
  function silentAfter(first: () => void): void {
    room.backend.on(`POST /api/tickets/scan/${token}`, () => {
      first()
      return new Promise(() => {})
    })
  }
  const unanswered = () => room.ask(ADMIT, employee, { token }, 1_500)

  it('is settled at once when the ticket shows that it was used meanwhile', async () => {
    const { ticket } = keepEntrance(room.backend, 'issued', { number })
    silentAfter(() => Object.assign(ticket, { status: 'used', changedAt: now() }))
    const { errors } = await unanswered()
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BACKEND_TIMEOUT', outcomeUnknown: true })
    const admission = await whenRecorded(room, `ticket:${token}`, 'TicketAdmitted')
    const [intent] = await room.eventLog.readStream(`ticket:${token}`)
    expect(admission).toMatchObject({
      data: { ticket: String(number), usedAt: new Date(ticket.changedAt ?? '').toISOString() },
      context: {
        actor: { id: 'settler', role: 'SYSTEM' },
        causationId: intent?.id,
        observedAt: expect.any(Date),
      },
    })
    expect(scans()).toHaveLength(1)
  })

  it.each([
    ['is settled by the next scan when the ticket shows that it was not', 'issued', 'AdmittedTicket'],
    ['stays unknown when the ticket was used at another time', 'used', 'TicketAlreadyProcessed'],
  ])('%s', async (_, status, result) => {
    silentAfter(() => {})
    await unanswered()
    keepEntrance(room.backend, status, { number, usedAt: now })
    const { data } = await room.ask(ADMIT, employee, { token })
    expect(data.admitTicket.__typename).toBe(result)
    expect(await historyOf(room, `ticket:${token}`)).toMatchObject(
      status === 'issued'
        ? [
            ['CommandIntended', {}],
            ['CommandRefused', { reason: 'NOT_CARRIED_OUT' }],
            ['CommandIntended', {}],
            ['TicketAdmitted', {}],
          ]
        : [
            ['CommandIntended', {}],
            ['CommandOutcomeUnknown', {}],
            ['CommandIntended', {}],
            ['CommandRefused', { reason: 'ALREADY_USED' }],
          ],
    )
  })
})
