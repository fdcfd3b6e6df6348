/** The double on a port. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { createStripeDouble, type StripeDouble, type StripeDoubleOptions } from './double.js'
import { fieldOf } from './thrown.js'

export interface StartStripeDoubleOptions extends StripeDoubleOptions {
  /** 0 takes a free port. */
  readonly port: number
  readonly host: string
}

export interface RunningStripeDouble {
  /** For example `http://127.0.0.1:4002`. */
  readonly url: string
  /** See StripeDouble. */
  setWebhookUrl(url: string | undefined): void
  /** Finishes requests under way, stops deliveries, frees the port and the journal. Safe to call again. */
  close(): Promise<void>
}

/** Rejects with one clear line when the port is taken or the journal cannot be read. */
export async function startStripeDouble(options: StartStripeDoubleOptions): Promise<RunningStripeDouble> {
  const { port, host, ...rest } = options
  // The port comes first: of two doubles over one journal, the second must fail before it touches the file.
  const loading: { double?: Promise<StripeDouble> } = {}
  const server = createServer(async (request, response) => {
    const double = await loading.double?.catch(() => undefined)
    if (double) double.handler(request, response)
    else response.writeHead(503).end()
  })
  const url = await listen(server, { port, host })
  loading.double = createStripeDouble(rest)
  const double = await loading.double.catch(async (error: unknown) => {
    await stopListening(server)
    throw error
  })
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await stopListening(server)
    await double.close()
  }
  return {
    url,
    setWebhookUrl: double.setWebhookUrl,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

async function listen(server: Server, { port, host }: { port: number; host: string }): Promise<string> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const taken = fieldOf(error, 'code') === 'EADDRINUSE'
    if (taken) throw new Error(`port ${port} on ${host} is taken`, { cause: error })
    throw error
  }
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port')
  const shownHost = host.includes(':') ? `[${host}]` : host
  return `http://${shownHost}:${address.port}`
}

const GRACE_MS = 3000

/** Idle keep-alive connections would hold the server open for ever; so would a request that never ends. */
async function stopListening(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const impatient = setTimeout(() => server.closeAllConnections(), GRACE_MS)
  await closed
  clearTimeout(impatient)
}
