import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CALL_HEADER, createCallSeal } from '@ticketing/session'
import { guestCall } from '@ticketing/session/testing'

const SUBGRAPH_SECRET = 'a-secret-of-at-least-32-characters'
const seal = createCallSeal({ secret: SUBGRAPH_SECRET, now: Date.now })

const run = (env: Record<string, string>): ChildProcess =>
  spawn(process.execPath, [fileURLToPath(new URL('./main.js', import.meta.url))], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

async function urlOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the process has no output')
  for await (const line of createInterface(child.stdout)) {
    const entry: { msg?: string; url?: string } = JSON.parse(line)
    if (entry.msg === 'ready' && entry.url !== undefined) return entry.url
  }
  throw new Error('the process ended before it was ready')
}

describe('the currency subgraph as a process of its own', () => {
  let child: ChildProcess
  let url: string

  beforeAll(async () => {
    child = run({ PORT: '0', SUBGRAPH_SECRET })
    url = await urlOf(child)
  })
  afterAll(() => {
    child.kill('SIGKILL')
  })

  async function post(body: string, sealed?: string): Promise<{ status: number; answer: unknown }> {
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    if (sealed !== undefined) headers[CALL_HEADER] = sealed
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body })
    return { status: response.status, answer: await response.json() }
  }

  const conversion = JSON.stringify({
    query: `query ($of: [_Any!]!) {
      _entities(representations: $of) { ... on Money { in(currency: JPY) { minorUnits currency } } }
    }`,
    variables: { of: [{ __typename: 'Money', minorUnits: 1999, currency: 'EUR' }] },
  })
  const refused = {
    status: 401,
    answer: { errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }] },
  }

  it('answers a call that the gateway sealed for it', async () => {
    const sealed = await seal.seal(guestCall({ language: 'fr' }), { audience: 'currency', body: conversion })
    expect(await post(conversion, sealed)).toEqual({
      status: 200,
      answer: { data: { _entities: [{ in: { minorUnits: 3334, currency: 'JPY' } }] } },
    })
  })

  it('refuses a call without a seal, even for what is public', async () => {
    expect(await post(JSON.stringify({ query: '{ currencies { code } }' }))).toEqual(refused)
  })

  it('refuses a seal for another subgraph, another body or another secret', async () => {
    const elsewhere = await seal.seal(guestCall({ language: 'fr' }), {
      audience: 'payments',
      body: conversion,
    })
    const otherBody = await seal.seal(guestCall({ language: 'fr' }), {
      audience: 'currency',
      body: `${conversion} `,
    })
    const stranger = createCallSeal({ secret: SUBGRAPH_SECRET.toUpperCase(), now: Date.now })
    const foreign = await stranger.seal(guestCall({ language: 'fr' }), {
      audience: 'currency',
      body: conversion,
    })
    for (const sealed of [elsewhere, otherBody, foreign, 'nonsense']) {
      expect(await post(conversion, sealed)).toEqual(refused)
    }
  })

  it('stops on SIGTERM with exit code 0', async () => {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })
})

describe('the currency subgraph with something it cannot use', () => {
  it.each([
    ['no secret', {}, /^Bad settings:\nSUBGRAPH_SECRET: .*\n$/],
    [
      'rates that are not there',
      { SUBGRAPH_SECRET, EXCHANGE_RATES_PATH: '/nowhere/rates.json' },
      /^The exchange rates in \/nowhere\/rates\.json cannot be read\n$/,
    ],
  ])('says so and exits 1: %s', async (_what, env, words) => {
    const child = run({ PORT: '0', ...env })
    let told = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      told += chunk.toString()
    })
    expect(await once(child, 'close')).toEqual([1, null])
    expect(told).toMatch(words)
  })
})
