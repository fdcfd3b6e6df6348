// For tests: a way to a server that can be cut and opened again, as when the server restarts.
import net from 'node:net'

/** `url` leads to the same place through a port of ours. */
export interface BreakablePath {
  readonly url: string
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>
  open(): Promise<void>
}

export async function breakablePath(target: string): Promise<BreakablePath> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<net.Socket>()
  let server = net.createServer()
  let ownPort = 0

  const relay = (inside: net.Socket): void => {
    const outside = net.connect(Number(port), hostname)
    for (const [socket, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  }

  async function open(): Promise<void> {
    server = net.createServer(relay)
    await new Promise<void>((resolve) => server.listen(ownPort, '127.0.0.1', resolve))
    const address = server.address()
    if (address !== null && typeof address === 'object') ownPort = address.port
  }

  await open()
  return {
    url: Object.assign(new URL(target), { host: `127.0.0.1:${ownPort}` }).href,
    open,
    async cut() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
