/** An answer, with its JSON if it is JSON and its bytes in any case. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
  /** What stands at a dotted path of the JSON, list positions included: `data.0.id`. */
  at(path: string): unknown
  readonly bytes: Buffer
}

/** What a call may carry besides its path. @public */
export interface Options {
  readonly token?: string | undefined
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const step = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

/** Calls the stand-in as programs do: JSON asked for and sent. */
export const createClient = (baseUrl: string) => {
  const call = async (method: string, path: string, options: Options = {}): Promise<Reply> => {
    const text = typeof options.body === 'string'
    const response = await fetch(path.startsWith('http') ? path : baseUrl + path, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body === undefined
        ? {}
        : { body: text ? String(options.body) : JSON.stringify(options.body) }),
    })
    const bytes = Buffer.from(await response.arrayBuffer())
    const isJson = /json/.test(response.headers.get('content-type') ?? '') && bytes.length > 0
    const body: unknown = isJson ? JSON.parse(bytes.toString('utf8')) : undefined
    const at = (path: string): unknown => path.split('.').reduce(step, body)
    return { status: response.status, headers: response.headers, bytes, body, at }
  }
  return {
    call,
    get: (path: string, options?: Options) => call('GET', path, options),
    post: (path: string, body: unknown, options?: Options) => call('POST', path, { ...options, body }),
    patch: (path: string, body: unknown, options?: Options) => call('PATCH', path, { ...options, body }),
  }
}
