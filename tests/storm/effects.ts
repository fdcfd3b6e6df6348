// A backend as small as can be: it does a deed as often as it is told to, and says how often that was.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Effects {
  readonly url: string
  /** How often each deed was done. */
  readonly done: ReadonlyMap<string, number>
  close(): Promise<void>
}

/** `POST /<deed>` does it, `GET /<deed>` answers the number. */
export async function startEffects(): Promise<Effects> {
  const done = new Map<string, number>()
  const server = createServer(({ method, url = '/' }, response) => {
    const deed = url.slice(1)
    if (method === 'POST') done.set(deed, (done.get(deed) ?? 0) + 1)
    response.end(String(done.get(deed) ?? 0))
  })
  // Longer than the storm: a connection that is closed by us at the wrong moment would be a fault of the storm's own.
  server.keepAliveTimeout = 3_600_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    done,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Does it. */
export async function doDeed(effectsUrl: string, deed: string): Promise<void> {
  const response = await fetch(`${effectsUrl}/${deed}`, { method: 'POST' })
  await response.text()
}

/** How often it was done. */
export async function timesDone(effectsUrl: string, deed: string): Promise<number> {
  return Number(await (await fetch(`${effectsUrl}/${deed}`)).text())
}
