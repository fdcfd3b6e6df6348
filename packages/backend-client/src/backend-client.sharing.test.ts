import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import type { BackendRequest } from './request.js'
import { aCall, connect, json, startTinyBackend, type TestClient } from './tiny-backend.js'

const whoAmI = z.object({ user: z.object({ email: z.string() }) })
const me: BackendRequest<z.infer<typeof whoAmI>> = { method: 'GET', route: '/api/users/me', answer: whoAmI }
describe('createBackendClient, sharing equal GETs', () => {
  let held: (() => void)[] = []
  let backend: Awaited<ReturnType<typeof startTinyBackend>>
  let client: TestClient

  beforeEach(async () => {
    held = []
    // Answers with the asker's own token, once it is told to.
    backend = await startTinyBackend(({ headers }, response) => {
      held.push(() => json(response, 200, { user: { email: headers.authorization ?? 'guest' } }))
    })
    client = connect(backend.url)
  })
  afterEach(async () => {
    await client.close()
    await backend[Symbol.asyncDispose]()
  })
  const release = async (requests: number) => {
    await backend.whenSeen(requests)
    for (const answer of held) answer()
  }

  it('never across callers: two users interleaved each get their own', async () => {
    const tokens = ['1|anna', '2|ben', '1|anna', '2|ben', null]
    const calls = tokens.map((token) => client.send(me, aCall({ token })))
    await release(3)
    const answers = await Promise.all(calls)
    expect(answers.map(({ user }) => user.email)).toEqual([
      'Bearer 1|anna',
      'Bearer 2|ben',
      'Bearer 1|anna',
      'Bearer 2|ben',
      'guest',
    ])
    expect(backend.seen).toHaveLength(3)
  })

  it('tells languages, queries and guest carts apart', async () => {
    const guestCartId = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
    const calls = [
      client.send(me, aCall()),
      client.send(me, aCall({ language: 'fr' })),
      client.send(me, aCall({ guestCartId })),
      client.send({ ...me, query: { page: 2 } }, aCall()),
    ]
    await release(4)
    await Promise.all(calls)
    expect(backend.seen).toHaveLength(4)
  })

  it('gives every waiter a value of its own', async () => {
    const calls = [client.send(me, aCall()), client.send(me, aCall())]
    await release(1)
    const [one, other] = await Promise.all(calls)
    expect(one).toEqual(other)
    expect(one).not.toBe(other)
  })

  it('does not end one waiter when the other leaves', async () => {
    const leaver = new AbortController()
    const first = client.send(me, aCall({ signal: leaver.signal }))
    const second = client.send(me, aCall())
    await backend.whenSeen(1)
    leaver.abort()
    await expect(first).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    await release(1)
    await expect(second).resolves.toEqual({ user: { email: 'guest' } })
  })

  it('does not end a patient waiter at the deadline of another', async () => {
    const hasty = client.send(me, aCall({ deadline: Date.now() + 50 }))
    const patient = client.send(me, aCall())
    await expect(hasty).rejects.toMatchObject({ code: 'BACKEND_TIMEOUT' })
    await release(1)
    await expect(patient).resolves.toEqual({ user: { email: 'guest' } })
  })

  it('asks for public data without token and cart, once for everybody', async () => {
    const request = { ...me, public: true }
    const guestCartId = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
    const calls = [aCall({ token: '1|anna' }), aCall({ token: '2|ben' }), aCall({ guestCartId })].map(
      (call) => client.send(request, call),
    )
    await release(1)
    await expect(Promise.all(calls)).resolves.toHaveLength(3)
    expect(backend.seen).toHaveLength(1)
    expect(backend.seen[0]?.headers).not.toHaveProperty('authorization')
    expect(backend.seen[0]?.headers).not.toHaveProperty('x-guest-cart-id')
  })
})
