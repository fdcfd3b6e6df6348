import { describe, expect, it } from '@jest/globals'
import { createClientStore } from './client-state.js'
import { headersFor } from './headers.js'
import { pickLanguage } from './language.js'

const SESSION = { token: 't', email: 'user@example.test', name: 'Ugo', role: 'USER' } as const

function memory(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>()
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) }
}

describe('the state of a tab', () => {
  it('survives a reload of the tab, and tells listeners of each change', () => {
    const storage = memory()
    const store = createClientStore(storage, 'fr')
    let told = 0
    const stop = store.subscribe(() => {
      told += 1
    })
    store.set({ session: SESSION })
    stop()
    store.set({ language: 'de' })
    expect(told).toBe(1)
    expect(createClientStore(storage, 'en').get()).toEqual({
      session: SESSION,
      guestCartId: null,
      language: 'de',
    })
  })

  it('starts afresh over what it cannot read', () => {
    const storage = memory()
    storage.setItem('ticketing-playground', '{"language":"xx"')
    expect(createClientStore(storage, 'en').get().language).toBe('en')
  })
})

describe('headersFor', () => {
  const guest = { session: null, guestCartId: 'cart', language: 'de' } as const

  it("sends a guest's cart, but never together with a token", () => {
    expect(headersFor(guest)).toMatchObject({ 'x-guest-cart-id': 'cart', 'accept-language': 'de' })
    const signedIn = headersFor({ ...guest, session: SESSION })
    expect(signedIn.authorization).toBe('Bearer t')
    expect(signedIn).not.toHaveProperty('x-guest-cart-id')
  })

  it('lets the headers editor win, whatever the case, and take a header away with null', () => {
    const headers = headersFor(
      { ...guest, session: SESSION },
      { Authorization: null, 'Accept-Language': 'fr' },
    )
    expect(headers).not.toHaveProperty('authorization')
    expect(headers['accept-language']).toBe('fr')
  })
})

describe('pickLanguage', () => {
  it('takes the first that the gateway answers in', () => {
    expect(pickLanguage(['es-ES', 'fr-CA', 'de'])).toBe('fr')
    expect(pickLanguage([])).toBe('en')
  })
})
