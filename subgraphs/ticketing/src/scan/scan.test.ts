import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { ticketStream } from '@ticketing/event-log'
import fc from 'fast-check'
import { as, guest, openRoom, type Room } from '../testing/room.js'
import { refusal } from '../testing/scripted-backend.js'
import { keepEntrance } from '../testing/tickets.js'
import { admits, isPlain, nameOf } from './scan.rules.js'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => room.backend.forget())
afterAll(() => room.close())

const employee = as('EMPLOYEE', 2)
const HOLDER = { firstName: 'Ada', lastName: 'Byron', email: 'ada@example.test' }
const SCAN = `query ($code: String!) { ticketByScanCode(code: $code) { token status
  holder { firstName lastName email } event { name date startsAtText location places } } }`
const ADMIT = `mutation ($token: String, $scanCode: String) { admitTicket(token: $token, scanCode: $scanCode) {
  __typename ... on AdmittedTicket { token usedAt holder { firstName lastName email } }
  ... on TicketAlreadyProcessed { token status holder { firstName lastName email } event { name } } } }`

describe('ticketByScanCode', () => {
  it('tells an employee whom a ticket admits to what', async () => {
    keepEntrance(room.backend)
    const { data, errors } = await room.ask(SCAN, employee, { code: 'code-1' })
    expect(errors).toBeUndefined()
    expect(data.ticketByScanCode).toEqual({
      token: 'token-1',
      status: 'ISSUED',
      holder: HOLDER,
      event: {
        name: 'Relay',
        date: '2024-08-09',
        startsAtText: 'from 7',
        location: 'Saint-Denis',
        places: 2,
      },
    })
  })

  it.each(['code-2', '../users/me', 'ä', ''])('is null for the code %j', async (code) => {
    keepEntrance(room.backend)
    expect(await room.ask(SCAN, employee, { code })).toEqual({ data: { ticketByScanCode: null } })
  })

  it.each([
    ['a user', as('USER'), 'FORBIDDEN'],
    ['an admin', as('ADMIN'), 'FORBIDDEN'],
    ['a guest', guest, 'UNAUTHENTICATED'],
  ])('is refused to %s before the backend is asked', async (_, call, code) => {
    keepEntrance(room.backend)
    for (const document of [SCAN, ADMIT]) {
      const { errors } = await room.ask(document, call, { code: 'code-1', scanCode: 'code-1' })
      expect(errors?.[0]?.extensions).toMatchObject({ code, rule: 'EMPLOYEE' })
    }
    expect(room.backend.received).toEqual([])
  })
})

describe('admitTicket', () => {
  it.each([
    ['scanCode', { scanCode: 'code-1' }, HOLDER],
    ['token', { token: 'token-1' }, null],
  ])('admits by %s', async (_, by, holder) => {
    keepEntrance(room.backend)
    const { data, errors } = await room.ask(ADMIT, employee, by)
    expect(errors).toBeUndefined()
    expect(data.admitTicket).toEqual({
      __typename: 'AdmittedTicket',
      token: 'token-1',
      usedAt: '2024-08-09T18:30:00.000Z',
      holder,
    })
  })

  it.each([
    ['scanCode', { scanCode: 'code-1' }],
    ['token', { token: 'token-1' }],
  ])('says what has become of a ticket that admits nobody, by %s', async (_, by) => {
    const entrance = keepEntrance(room.backend, 'refunded')
    const { data, errors } = await room.ask(ADMIT, employee, by)
    expect(errors).toBeUndefined()
    expect(data.admitTicket).toEqual({
      __typename: 'TicketAlreadyProcessed',
      token: 'token-1',
      status: 'REFUNDED',
      holder: HOLDER,
      event: { name: 'Relay' },
    })
    expect(entrance.admitted()).toBe(0)
  })

  it('admits one of eight parallel scans of one ticket over a backend that races', async () => {
    const entrance = keepEntrance(room.backend)
    const ways = [{ scanCode: 'code-1' }, { token: 'token-1' }]
    const scans = Array.from({ length: 8 }, (_, index) => room.ask(ADMIT, employee, ways[index % 2]))
    const types = (await Promise.all(scans)).map(({ data }) => data.admitTicket.__typename)
    expect(types.filter((type) => type === 'AdmittedTicket')).toHaveLength(1)
    expect(types.filter((type) => type === 'TicketAlreadyProcessed')).toHaveLength(7)
    expect(entrance.admitted()).toBe(1)
  })

  it.each([{}, { token: 'token-1', scanCode: 'code-1' }])('refuses %j as BAD_USER_INPUT', async (by) => {
    keepEntrance(room.backend)
    const { errors } = await room.ask(ADMIT, employee, by)
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(room.backend.received).toEqual([])
  })

  it.each([{ token: 'token-9' }, { scanCode: 'code-9' }, { token: '../1' }])(
    'finds nothing by %j',
    async (by) => {
      keepEntrance(room.backend)
      const { data, errors } = await room.ask(ADMIT, employee, by)
      expect(data).toEqual({ admitTicket: null })
      expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND')
    },
  )

  it('is sent once, whatever happens', async () => {
    room.backend.on('POST /api/tickets/scan/*', () => refusal(503, 'service_unavailable'))
    const { errors } = await room.ask(ADMIT, employee, { token: 'token-1' })
    expect(errors?.[0]?.extensions.code).toBe('BACKEND_UNAVAILABLE')
    expect(room.backend.received).toHaveLength(1)
  })
})

describe('the rules of the entrance', () => {
  it('take exactly one name', () => {
    expect(nameOf('t', null)).toEqual({ by: 'token', token: 't' })
    expect(nameOf(undefined, 'c')).toEqual({ by: 'scanCode', scanCode: 'c' })
  })

  it('give one stream to all spellings that the database takes for one', () => {
    fc.assert(
      fc.property(fc.string().filter(isPlain), (token) => {
        expect(ticketStream(token.toUpperCase())).toBe(ticketStream(token.toLowerCase()))
      }),
    )
  })

  it('admit issued tickets only', () => {
    expect((['ISSUED', 'USED', 'REFUNDED', 'CANCELLED'] as const).filter(admits)).toEqual(['ISSUED'])
  })
})
