// One GraphQL request to the gateway that served this page.

export interface GraphQLRequest {
  readonly query: string
  readonly variables?: unknown
  readonly operationName?: string | null | undefined
}

export interface GraphQLAnswer {
  readonly data?: unknown
  readonly errors?: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions?: Readonly<Record<string, unknown>>
  }[]
}

/** An answer, and how it came. */
export interface Reply {
  readonly status: number
  readonly milliseconds: number
  readonly bytes: number
  readonly requestId: string | null
  readonly guestCartId: string | null
  readonly body: GraphQLAnswer
}

function parseAnswer(text: string, status: number): GraphQLAnswer {
  try {
    return JSON.parse(text) as GraphQLAnswer
  } catch {
    throw new Error(`The gateway answered with ${status} and no JSON.`)
  }
}

/** Rejects with one plain sentence when there is no answer. */
export async function send(request: GraphQLRequest, headers: Record<string, string>): Promise<Reply> {
  const began = performance.now()
  const response = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(request) }).catch(
    () => {
      throw new Error('The gateway cannot be reached.')
    },
  )
  const text = await response.text()
  return {
    status: response.status,
    milliseconds: Math.round(performance.now() - began),
    bytes: new TextEncoder().encode(text).length,
    requestId: response.headers.get('x-request-id'),
    guestCartId: response.headers.get('x-guest-cart-id'),
    body: parseAnswer(text, response.status),
  }
}
