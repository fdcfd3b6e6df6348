import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { as, guest, openRoom, type Room } from '../testing/room.js'
import { refusal } from '../testing/scripted-backend.js'

let room: Room
let userId = 100
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => {
  room.backend.forget()
  room.backend.on('POST /api/auth/logout', () => ({ body: { message: 'Bye' } }))
  userId += 1
})
afterAll(() => room.close())

const LIST = '{ me { sessions { id current startedAt lastUsedAt expiresAt client } } }'
const END = `mutation ($id: ID, $all: Boolean, $keepCurrent: Boolean) {
  endSession(id: $id, all: $all, keepCurrent: $keepCurrent) { id current } }`

const open = (client: string | null = null, of = userId) =>
  room.sessions.start({
    userId: of,
    role: 'USER',
    email: `${of}@example.test`,
    backendToken: `${of}|x`,
    expiresAt: new Date(room.now + 60_000),
    client,
  })
const isOver = (token: string) =>
  room.sessions.callerOf(token).then(
    () => false,
    () => true,
  )
const loggedOut = () => room.backend.received.filter(({ path }) => path === '/api/auth/logout').length

describe('me.sessions', () => {
  it("lists the caller's own, and says which is his own", async () => {
    const [phone, web] = [await open('phone@2'), await open()]
    await open(null, userId + 1_000)
    const { data, errors } = await room.ask(LIST, as('USER', userId, web.sessionId))
    expect(errors).toBeUndefined()
    const time = new Date(room.now).toISOString()
    const times = { startedAt: time, lastUsedAt: time, expiresAt: web.expiresAt.toISOString() }
    expect(data.me.sessions).toHaveLength(2)
    expect(data.me.sessions).toEqual(
      expect.arrayContaining([
        { id: phone.sessionId, current: false, client: 'phone@2', ...times },
        { id: web.sessionId, current: true, client: null, ...times },
      ]),
    )
  })

  it('is for nobody else, not even for admins', async () => {
    room.backend.on('GET /api/users/*', () => ({
      body: { user: { firstname: 'A', lastname: 'B', email: 'a@example.test' } },
    }))
    const { data, errors } = await room.ask(
      `{ user(id: "${userId}") { sessions { id } } }`,
      as('ADMIN', userId + 1),
    )
    expect(data).toEqual({ user: { sessions: null } })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', rule: 'owner' })
    expect((await room.ask(LIST, guest)).data).toEqual({ me: null })
  })
})

describe('endSession', () => {
  it('ends one, and answers those that are left', async () => {
    const [mine, other] = [await open(), await open()]
    const { data } = await room.ask(END, as('USER', userId, mine.sessionId), { id: other.sessionId })
    expect(data.endSession).toEqual([{ id: mine.sessionId, current: true }])
    expect(await isOver(other.token)).toBe(true)
    expect(await isOver(mine.token)).toBe(false)
    expect(loggedOut()).toBe(0)
  })

  it('ends the current one as logout does', async () => {
    const mine = await open()
    room.backend.on('POST /api/auth/logout', () => refusal(500, 'internal_error'))
    const { data, errors } = await room.ask(END, as('USER', userId, mine.sessionId), { id: mine.sessionId })
    expect(errors).toBeUndefined()
    expect(data.endSession).toEqual([])
    expect(await isOver(mine.token)).toBe(true)
    expect(loggedOut()).toBe(1)
  })

  it('ends all, or all others', async () => {
    const [mine, other] = [await open(), await open()]
    const call = as('USER', userId, mine.sessionId)
    const kept = await room.ask(END, call, { all: true, keepCurrent: true })
    expect(kept.data.endSession).toEqual([{ id: mine.sessionId, current: true }])
    expect(await isOver(other.token)).toBe(true)
    expect((await room.ask(END, call, { all: true })).data.endSession).toEqual([])
    expect(await isOver(mine.token)).toBe(true)
    expect(loggedOut()).toBe(1)
  })

  it("is NOT_FOUND for somebody else's, for one that is over, and for what is none", async () => {
    const [mine, foreign, over] = [await open(), await open(null, userId + 1_000), await open()]
    await room.sessions.end(over.sessionId)
    for (const id of [foreign.sessionId, over.sessionId, randomUUID(), 'x', "'; DROP TABLE", '\u0000']) {
      const { data, errors } = await room.ask(END, as('USER', userId, mine.sessionId), { id })
      expect(data).toEqual({ endSession: null })
      expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND')
    }
    expect(await isOver(foreign.token)).toBe(false)
  })

  it.each([
    [{}],
    [{ all: false }],
    [{ id: 'x', all: true }],
    [{ keepCurrent: true }],
    [{ id: 'x', keepCurrent: true }],
  ])('is BAD_USER_INPUT with %j', async (variables) => {
    const { errors } = await room.ask(END, as('USER', userId), variables)
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })

  it('is UNAUTHENTICATED for a guest', async () => {
    expect((await room.ask(END, guest, { all: true })).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })
})
