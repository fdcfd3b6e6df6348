import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import { aCall, connect, json, startTinyBackend } from './tiny-backend.js'

const file = { route: '/api/tickets/{filename}', params: { filename: 'ticket_1.pdf' } }

describe('download', () => {
  it('streams a file, with its type and length, and asks for JSON all the same', async () => {
    await using backend = await startTinyBackend((_seen, response) =>
      response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': 8 }).end('%PDF-1.7'),
    )
    await using client = connect(backend.url)
    const { body, ...head } = await client.download(file, aCall({ token: '7|abc' }))
    expect(head).toEqual({
      status: 200,
      contentType: 'application/pdf',
      contentLength: 8,
      etag: null,
      lastModified: null,
    })
    expect((await buffer(body)).toString()).toBe('%PDF-1.7')
    expect(backend.seen[0]).toMatchObject({
      url: '/api/tickets/ticket_1.pdf',
      headers: { accept: 'application/json' },
    })
  })

  it('knows no length where the backend gives none, and drops parameters of the type', async () => {
    await using backend = await startTinyBackend((_seen, response) => {
      response.writeHead(200, { 'content-type': 'Image/PNG; charset=binary' })
      response.write('a')
      response.end('b')
    })
    await using client = connect(backend.url)
    const { body, ...head } = await client.download(file, aCall())
    expect(head).toMatchObject({ status: 200, contentType: 'image/png', contentLength: null })
    expect((await buffer(body)).toString()).toBe('ab')
  })

  it.each(['text/html', 'image/svg+xml', 'application/json'])('refuses %s', async (type) => {
    await using backend = await startTinyBackend((_seen, response) =>
      response.writeHead(200, { 'content-type': type }).end('x'),
    )
    await using client = connect(backend.url)
    await expect(client.download(file, aCall())).rejects.toMatchObject({ code: 'BACKEND_INVALID_RESPONSE' })
  })

  it.each([
    [401, 'UNAUTHENTICATED'],
    [404, 'NOT_FOUND'],
    [206, 'BACKEND_INVALID_RESPONSE'],
    [302, 'BACKEND_INVALID_RESPONSE'],
  ])('maps %d to %s', async (status, code) => {
    await using backend = await startTinyBackend((_seen, response) => json(response, status, {}))
    await using client = connect(backend.url)
    await expect(client.download(file, aCall())).rejects.toMatchObject({ code })
  })

  it('refuses a name that would leave its folder', async () => {
    await using backend = await startTinyBackend(() => {})
    await using client = connect(backend.url)
    const request = { ...file, params: { filename: 'admin/invoice.pdf' } }
    await expect(client.download(request, aCall())).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
  })

  it('ends the stream when its caller leaves, up to the backend', async () => {
    let closed = () => {}
    const whenClosed = new Promise<void>((resolve) => {
      closed = resolve
    })
    await using backend = await startTinyBackend((_seen, response) => {
      response.on('close', () => closed())
      response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': 100 }).write('%PDF')
    })
    await using client = connect(backend.url)
    const caller = new AbortController()
    const { body } = await client.download(file, aCall({ signal: caller.signal }))
    const failed = once(body, 'error')
    caller.abort()
    await expect(failed).resolves.toMatchObject([{ code: 'SERVICE_UNAVAILABLE' }])
    await whenClosed
  })

  it('ends a stream that never ends', async () => {
    await using backend = await startTinyBackend((_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/pdf' }).write('%PDF')
    })
    await using client = connect(backend.url, { downloadTimeoutMs: 20 })
    const { body } = await client.download(file, aCall())
    await expect(buffer(body)).rejects.toMatchObject({ code: 'BACKEND_TIMEOUT' })
  })

  it('fails the reader when the backend breaks off', async () => {
    await using backend = await startTinyBackend((_seen, response, request) => {
      response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': 100 })
      response.write('%PDF', () => request.socket.destroy())
    })
    await using client = connect(backend.url)
    const { body } = await client.download(file, aCall())
    await expect(buffer(body)).rejects.toThrow()
  })

  it('takes other types where they are asked for, and no document then', async () => {
    await using backend = await startTinyBackend(({ url }, response) =>
      response
        .writeHead(200, { 'content-type': url.endsWith('gif') ? 'image/gif' : 'application/pdf' })
        .end('x'),
    )
    await using client = connect(backend.url)
    const picture = (filename: string) =>
      client.download({ ...file, params: { filename }, types: ['image/gif'] }, aCall())
    const { contentType, body } = await picture('a.gif')
    expect([contentType, (await buffer(body)).toString()]).toEqual(['image/gif', 'x'])
    await expect(picture('a.pdf')).rejects.toMatchObject({ code: 'BACKEND_INVALID_RESPONSE' })
  })

  it('refuses a file that announces more than the limit', async () => {
    await using backend = await startTinyBackend((_seen, response) =>
      response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': 9 }).end('%PDF-1.7\n'),
    )
    await using client = connect(backend.url, { maxFileBytes: 8 })
    await expect(client.download(file, aCall())).rejects.toMatchObject({ code: 'BACKEND_INVALID_RESPONSE' })
  })

  it('holds up no call, however many files are read slowly', async () => {
    await using backend = await startTinyBackend(({ url }, response) => {
      if (!url.includes('.pdf')) return json(response, 200, {})
      response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': 100 }).write('%PDF')
    })
    await using client = connect(backend.url, { connections: 1, downloadConnections: 2 })
    const open = [await client.download(file, aCall()), await client.download(file, aCall())]
    const me = { method: 'GET', route: '/api/users/me', answer: z.object({}) } as const
    expect(await client.send(me, aCall())).toEqual({})
    for (const { body } of open) body.destroy()
  })
})

describe('downloadIfChanged', () => {
  const start = () =>
    startTinyBackend(({ headers }, response) => {
      const known = { etag: '"1-a"', 'last-modified': 'Sun, 22 Nov 2026 11:02:55 GMT' }
      if (headers['if-none-match'] === '"1-a"') return response.writeHead(304, known).end()
      response.writeHead(200, { 'content-type': 'image/png', 'content-length': 1, ...known }).end('x')
    })
  const known = { etag: '"1-a"', lastModified: 'Sun, 22 Nov 2026 11:02:55 GMT' }

  it('says what a cache may be told', async () => {
    await using backend = await start()
    await using client = connect(backend.url)
    const opened = await client.downloadIfChanged(file, aCall(), { 'if-none-match': '"old"' })
    expect(opened).toMatchObject({ status: 200, ...known })
    if (opened.status === 200) expect((await buffer(opened.body)).toString()).toBe('x')
  })

  it('says that nothing has changed', async () => {
    await using backend = await start()
    await using client = connect(backend.url)
    const conditions = { 'if-none-match': '"1-a"' }
    expect(await client.downloadIfChanged(file, aCall(), conditions)).toEqual({ status: 304, ...known })
  })
})
