import { once } from 'node:events'
import { Agent, createServer, get, type IncomingMessage, type RequestListener } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from '@jest/globals'
import { HTTP_LIMITS, type Listening, listen } from './http-server.js'
import { later } from './later.js'

const opened: Listening[] = []
const agents: Agent[] = []

afterEach(async () => {
  for (const agent of agents.splice(0)) agent.destroy()
  for (const listening of opened.splice(0)) await listening.close().catch(() => undefined)
})

async function start(handler: RequestListener): Promise<Listening> {
  const listening = await listen(createServer(HTTP_LIMITS, handler), { port: 0, host: '127.0.0.1' })
  opened.push(listening)
  return listening
}

async function ask(url: string): Promise<IncomingMessage> {
  const agent = new Agent({ keepAlive: true })
  agents.push(agent)
  const [response] = (await once(get(url, { agent }), 'response')) as [IncomingMessage]
  return response
}

describe('listen', () => {
  it('takes a free port and says where it listens', async () => {
    const { port, url } = await start((_, response) => response.end('hello'))
    expect(url).toBe(`http://127.0.0.1:${port}`)
    expect((await ask(url)).statusCode).toBe(200)
  })

  it('reads the last of many small headers', async () => {
    const { port } = await start(({ headers }, response) => response.end(headers.authorization))
    const socket = connect(port, '127.0.0.1')
    socket.write(
      `GET / HTTP/1.1\r\nhost: x\r\n${'a:b\r\n'.repeat(2_500)}authorization: mine\r\nconnection: close\r\n\r\n`,
    )
    expect(await text(socket)).toMatch(/mine$/)
  })

  it('says in one line that a port is taken', async () => {
    const { port } = await start((_, response) => response.end())
    await expect(listen(createServer(), { port, host: '127.0.0.1' })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken by another program`,
    )
  })

  it('closes at once although a client keeps its connection', async () => {
    const { url, close } = await start((_, response) => response.end('hello'))
    const response = await ask(url)
    const gone = once(response.socket, 'close')
    response.resume()
    await once(response, 'end')
    await close()
    await gone
  })

  it('lets a running request end, and that client go', async () => {
    const arrived = later<() => void>()
    const { url, close } = await start((_, response) => arrived.resolve(() => response.end('late')))
    const asked = ask(url)
    const finish = await arrived.promise
    const closed = close()
    finish()
    const response = await asked
    response.resume()
    expect(response.statusCode).toBe(200)
    await closed
  })
})
