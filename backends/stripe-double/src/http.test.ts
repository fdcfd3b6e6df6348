import { beforeEach, describe, expect, it } from '@jest/globals'
import { cleanUpAfterEach } from './testing/clean-up.js'
import { refusalOf, startTestDouble, stripeClient } from './testing/test-double.js'

const onClose = cleanUpAfterEach()
let url: string

beforeEach(async () => {
  const double = await startTestDouble()
  onClose(double.close)
  url = double.url
})

const withKey = (key: string) => ({ headers: { authorization: `Bearer ${key}` } })

describe('the door of the double', () => {
  it.each(['sk_live_abcdef', 'anything', 'sk_test_'])('refuses the key %s', async (key) => {
    const error = await refusalOf(stripeClient(url, key).paymentIntents.list())
    expect(error).toMatchObject({ type: 'StripeAuthenticationError', statusCode: 401 })
  })

  it('refuses a request without a key', async () => {
    const response = await fetch(`${url}/v1/events`)
    expect(response.status).toBe(401)
    expect(response.headers.get('request-id')).toMatch(/^req_[A-Za-z0-9]{14}$/)
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } })
  })

  it('takes any test key, also a restricted one and one sent as a user name', async () => {
    expect((await fetch(`${url}/v1/events`, withKey('sk_test_x'))).status).toBe(200)
    expect((await fetch(`${url}/v1/events`, withKey('rk_test_x'))).status).toBe(200)
    const authorization = `Basic ${Buffer.from('sk_test_x:').toString('base64')}`
    expect((await fetch(`${url}/v1/events`, { headers: { authorization } })).status).toBe(200)
  })

  it.each([
    ['an unknown path', '/v1/unicorns', 404],
    ['a path that cannot be decoded', '/v1/events/%zz', 400],
  ])('answers %s in the shape of Stripe', async (_case, path, status) => {
    const response = await fetch(`${url}${path}`, withKey('sk_test_x'))
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({
      error: { type: 'invalid_request_error', message: expect.any(String) },
    })
  })

  it('refuses a body that is no form, and one that is too large', async () => {
    const post = (body: string, type: string) =>
      fetch(`${url}/v1/refunds`, {
        method: 'POST',
        headers: { authorization: 'Bearer sk_test_x', 'content-type': type },
        body,
      })
    expect((await post('{}', 'application/json')).status).toBe(400)
    const large = await post(`a=${'x'.repeat(300_000)}`, 'application/x-www-form-urlencoded')
    expect(large.status).toBe(413)
    expect(await large.json()).toMatchObject({ error: { type: 'invalid_request_error' } })
  })

  it('says that it is alive', async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })

  it('names the port that is taken', async () => {
    const port = Number(new URL(url).port)
    await expect(startTestDouble({ port })).rejects.toThrow(`port ${port} on 127.0.0.1 is taken`)
  })
})
