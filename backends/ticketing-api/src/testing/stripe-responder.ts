import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parse } from 'node:querystring'

/** What was asked of Stripe. */
export interface StripeCall {
  readonly path: string
  readonly authorization: string | undefined
  readonly form: Readonly<Record<string, unknown>>
}

/** Answers like Stripe to what the stand-in asks: intents from 50 cents up, refunds of intents it has made. */
export const startStripeResponder = async () => {
  const calls: StripeCall[] = []
  let intents = 0
  const answer = (path: string, form: StripeCall['form']): [number, object] => {
    if (path === '/v1/refunds')
      return /^pi_test_/.test(String(form.payment_intent)) ? [200, { id: 're_1' }] : [404, { error: {} }]
    if (Number(form.amount) < 50) return [400, { error: { code: 'amount_too_small' } }]
    intents += 1
    return [200, { id: `pi_test_${intents}`, client_secret: `pi_test_${intents}_secret` }]
  }
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = []
    for await (const part of req) parts.push(part as Buffer)
    const form = parse(Buffer.concat(parts).toString('utf8'))
    const path = req.url ?? ''
    calls.push({ path, authorization: req.headers.authorization, form })
    const [status, body] = answer(path, form)
    res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, calls, close }
}
