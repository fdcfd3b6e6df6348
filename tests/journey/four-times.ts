// One command as an impatient client sends it: four times at once, on both gateways.
import { createHmac, randomUUID } from 'node:crypto'
import type { TypedDocumentString } from '../generated/graphql.js'
import { type Answer, person } from './people.js'
import type { Platform } from './platform.js'

type Gateways = Pick<Platform, 'url' | 'secondUrl'>

export interface FourTimes {
  /** Begins the ids of its requests. */
  readonly name: string
  readonly withKey: boolean
  readonly token?: string | null
  readonly guestCartId?: string
}

const alternating = ({ url, secondUrl }: Gateways): readonly string[] => [url, secondUrl, url, secondUrl]

/** The name of the command whose request this was. */
export const nameOfRequest = (requestId: string): string => requestId.replace(/-request-\d$/, '')

export async function askFourTimes<Data, Variables>(
  gateways: Gateways,
  { name, withKey, token, guestCartId }: FourTimes,
  operation: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<readonly Answer<Data>[]> {
  const common = {
    ...(withKey && { 'idempotency-key': randomUUID() }),
    ...(guestCartId !== undefined && { 'x-guest-cart-id': guestCartId }),
  }
  return Promise.all(
    alternating(gateways).map((url, index) => {
      const headers = { ...common, 'x-request-id': `${name}-request-${index}` }
      const client = person(url, { ...(token && { token }), headers })
      return client.try<Data>(operation.toString(), variables as Record<string, unknown>)
    }),
  )
}

/** The newest event of this type, posted as Stripe posts it; answers the statuses. */
export async function postWebhookFourTimes(
  gateways: Gateways & Pick<Platform, 'stripeUrl'>,
  { type, secret, now }: { readonly type: string; readonly secret: string; readonly now: number },
): Promise<readonly number[]> {
  const headers = { authorization: 'Bearer sk_test_reader' }
  const listed = await fetch(`${gateways.stripeUrl}/v1/events?type=${type}`, { headers })
  const { data } = (await listed.json()) as { data: readonly unknown[] }
  const body = JSON.stringify(data[0])
  const at = Math.floor(now / 1000)
  const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')
  const posted = alternating(gateways).map((url) =>
    fetch(`${url}/webhooks/stripe`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'stripe-signature': `t=${at},v1=${signature}` },
    }),
  )
  return (await Promise.all(posted)).map(({ status }) => status)
}
