import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { keepCarts } from '../testing/cart.js'
import { historyOf } from '../testing/history.js'
import { as, guest, openRoom, type Room } from '../testing/room.js'
import { refusal } from '../testing/scripted-backend.js'

let room: Room
let userId = 100
beforeAll(async () => {
  room = await openRoom({ tick: 'as time goes by' })
})
beforeEach(() => {
  room.backend.forget()
  userId += 1
  room.backend.on('POST /api/auth/login', () => ({
    body: {
      token: `${userId}|backend`,
      user: { id: userId, firstname: 'Ada', lastname: 'Byron', email: 'a@example.test', role: 'user' },
    },
  }))
  room.backend.on('POST /api/auth/logout', () => ({ body: { message: 'Bye' } }))
})
afterAll(() => room.close())

const LOGIN =
  'mutation ($input: LoginInput!) { login(input: $input) { __typename ... on Session { token } } }'
const END = `mutation ($id: ID, $all: Boolean, $keepCurrent: Boolean) {
  endSession(id: $id, all: $all, keepCurrent: $keepCurrent) { id } }`
const input = { email: 'a@example.test', password: 'a long password' }

const login = (guestCartId: string | null) =>
  room.ask(LOGIN, { ...guest, guestCartId, clientName: 'till@3' }, { input })
const open = async () => {
  const person = { userId, role: 'USER', email: 'a@example.test', backendToken: `${userId}|x` } as const
  const { sessionId } = await room.sessions.start({ ...person, expiresAt: new Date(room.now + 60_000) })
  return sessionId
}

describe('a login', () => {
  it('without a cart tells who signed in, and leaves no other event', async () => {
    const { data } = await login(null)
    const { sessionId } = await room.sessions.callerOf(data.login.token)
    const [begun, ...more] = await room.eventLog.readStream(`session:${sessionId}`)
    expect(more).toEqual([])
    expect(begun).toMatchObject({
      type: 'SignedIn',
      data: { user: String(userId), session: sessionId },
      context: { actor: { id: String(userId), role: 'USER' }, client: 'till@3', requestId: 'test-request' },
    })
  })

  it("with a guest's cart stands in the history of both carts", async () => {
    const guestCart = randomUUID()
    await login(guestCart)
    const merged = ['CartsMerged', { cart: null, owner: String(userId), guestCart }]
    expect(await historyOf(room, `cart:${guestCart}`)).toEqual([
      ['CommandIntended', { command: 'login', arguments: { guestCart }, patienceMs: expect.any(Number) }],
      merged,
    ])
    expect(await historyOf(room, `cart:user:${userId}`)).toEqual([merged])
  })

  it("with a guest's cart that was merged before has nothing to merge", async () => {
    const guestCart = randomUUID()
    await Promise.all([login(guestCart), login(guestCart), login(guestCart)])
    const types = (await historyOf(room, `cart:${guestCart}`)).map(([type]) => type)
    expect(types.filter((type) => type !== 'CommandIntended')).toEqual([
      'CartsMerged',
      'CommandCompleted',
      'CommandCompleted',
    ])
  })

  it('with a cart that was just given to the guest touches the history of no cart', async () => {
    const guestCartId = randomUUID()
    const { errors } = await room.ask(LOGIN, { ...guest, guestCartId, guestCartIsNew: true }, { input })
    expect(errors).toBeUndefined()
    expect(await historyOf(room, `cart:${guestCartId}`)).toEqual([])
  })

  it('with an id that is none of a cart touches the history of no cart', async () => {
    const named = { ...input, guestCartId: 'user:1' }
    const { errors } = await room.ask(LOGIN, guest, { input: named })
    expect(errors).toBeUndefined()
    expect(await historyOf(room, 'cart:user:1')).toEqual([])
  })

  it('that the backend refuses says so in the history of the cart', async () => {
    room.backend.on('POST /api/auth/login', () => refusal(401, 'invalid_credentials'))
    const guestCart = randomUUID()
    await login(guestCart)
    expect((await historyOf(room, `cart:${guestCart}`)).at(-1)).toEqual([
      'CommandRefused',
      { command: 'login', reason: 'UNAUTHENTICATED' },
    ])
  })

  it("waits until nobody is at work on the user's cart", async () => {
    keepCarts(room.backend)
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const arrived = new Promise<void>((resolve) => {
      room.backend.on('PATCH /api/cart/items/*', async () => {
        resolve()
        await held
        return {}
      })
    })
    const SET = 'mutation { setCartItem(productId: "3", quantity: 0) { __typename } }'
    const setting = room.ask(SET, as('USER', userId))
    await arrived
    const signingIn = login(randomUUID())
    letGo()
    await Promise.all([setting, signingIn])
    const types = (await historyOf(room, `cart:user:${userId}`)).map(([type]) => type)
    expect(types).toEqual(['CommandIntended', 'CartItemSet', 'CartsMerged'])
  })

  it('settles what the same user left in doubt on the cart, with the token of the login', async () => {
    const carts = keepCarts(room.backend)
    room.backend.on('PATCH /api/cart/items/*', () => new Promise(() => {}))
    const SET = 'mutation { setCartItem(productId: "3", quantity: 1) { __typename } }'
    await room.ask(SET, as('USER', userId), {}, 1_500)
    carts.set(`${userId}|backend`, new Map([[3, 1]]))
    expect((await login(randomUUID())).errors).toBeUndefined()
    const types = (await historyOf(room, `cart:user:${userId}`)).map(([type]) => type)
    expect(types).toEqual(['CommandIntended', 'CartItemSet', 'CartsMerged'])
  })
})

describe('the end of a session', () => {
  it('by logout is told in its history', async () => {
    const session = await open()
    await room.ask('mutation { logout }', as('USER', userId, session))
    expect(await historyOf(room, `session:${session}`)).toEqual([
      [
        'CommandIntended',
        {
          command: 'logout',
          arguments: { user: userId, sessions: [session] },
          patienceMs: expect.any(Number),
        },
      ],
      ['SignedOut', { user: String(userId), session }],
    ])
  })

  it('is told of a token that had no session', async () => {
    await room.ask('mutation { logout }', as('USER', userId))
    const filter = { actorId: String(userId), types: ['SignedOut'] } as const
    const [ended] = await room.eventLog.readAll({ filter })
    expect(ended?.data).toEqual({ user: String(userId), session: null })
  })

  it('by endSession is told in the history of each', async () => {
    const [mine, phone, web] = [await open(), await open(), await open()]
    const call = as('USER', userId, mine)
    await room.ask(END, call, { id: phone })
    await room.ask(END, call, { all: true, keepCurrent: true })
    for (const session of [phone, web]) {
      const story = await historyOf(room, `session:${session}`)
      expect(story.at(-1)).toEqual(['SignedOut', { user: String(userId), session }])
    }
    const types = (await historyOf(room, `session:${mine}`)).map(([type]) => type)
    expect(types).toEqual(['CommandIntended', 'CommandCompleted'])
  })

  it.each([
    [
      'a change of the password',
      'PATCH /api/auth/password',
      `mutation { changePassword(input: { currentPassword: "old", newPassword: "Long-Enough-Passw0rd" }) {
        __typename } }`,
    ],
    [
      'a change of the address',
      'GET /api/auth/email/change/verify',
      `mutation { confirmEmailChange(input: { token: "T0k", expires: "9999999999", signature: "ab" }) { __typename } }`,
    ],
  ])('by %s is told in the history of each that ends', async (_, route, document) => {
    room.backend.on(route, () => ({ body: { message: 'Done' } }))
    room.backend.on('GET /api/users/me', () => refusal(401, 'unauthenticated'))
    const [mine, phone] = [await open(), await open()]
    expect((await room.ask(document, as('USER', userId, mine))).errors).toBeUndefined()
    expect(await historyOf(room, `session:${phone}`)).toEqual([
      ['SignedOut', { user: String(userId), session: phone }],
    ])
  })

  it('by an admin who disables the account is told with the command that led to it', async () => {
    room.backend.on(`PATCH /api/users/${userId}`, () => ({}))
    const session = await open()
    const DISABLE = `mutation ($id: ID!) { updateUser(id: $id, input: { isActive: false }) { __typename } }`
    await room.ask(DISABLE, as('ADMIN', 1), { id: String(userId) })
    const [intent] = await room.eventLog.readStream(`user:${userId}`)
    const [ended] = await room.eventLog.readStream(`session:${session}`)
    expect(ended).toMatchObject({
      type: 'SignedOut',
      context: { actor: { id: '1', role: 'ADMIN' }, causationId: intent?.id },
    })
  })

  it('is told as it is when there was none to end', async () => {
    const session = await open()
    await room.ask(END, as('USER', userId, session), { all: true, keepCurrent: true })
    expect((await historyOf(room, `session:${session}`)).at(-1)).toEqual([
      'CommandCompleted',
      { command: 'endSession', note: 'NO_SESSIONS' },
    ])
  })
})
