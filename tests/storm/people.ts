// Eight people at work in a shop: four customers at a time, two employees at the gates, two admins who give money back.
import { setTimeout as pause } from 'node:timers/promises'
import { BrowseDocument } from '../generated/graphql.js'
import type { Random } from './random.js'
import { buy, refund, type Shop, scan, signInto } from './shop.js'
import { createTally } from './tally.js'
import { look } from './told.js'

const BUYERS = 4
const SCANNERS = 2
const REFUNDERS = 2
const PRODUCTS = 3
/** Of the stand-in's crowd; each 20th of them is an employee. */
const CUSTOMERS = Array.from({ length: 60 }, (_, index) => index + 1)
  .filter((number) => number % 20 !== 8)
  .map((number) => `visitor${String(number).padStart(2, '0')}@example.test`)
const PAUSE_MS = 20

export interface People {
  readonly shop: Shop
  /** Resolves when all of them have gone home. */
  leave(): Promise<void>
}

async function productsFor(urls: () => readonly string[], random: Random): Promise<readonly string[]> {
  const found = await look({ urls, random, token: null }, BrowseDocument, {})
  const byStock = [...(found?.products?.nodes ?? [])].sort((a, b) => (b.stock ?? 0) - (a.stock ?? 0))
  return byStock.slice(0, PRODUCTS).map(({ id }) => id)
}

async function staff(shop: Shop, email: string): Promise<string> {
  const token = await signInto(shop, email)
  if (token === null) throw new Error(`${email} cannot sign in`)
  return token
}

/** They work as soon as it resolves; all gateways must be there. */
export async function openShop(options: {
  readonly urls: () => readonly string[]
  readonly stripeUrl: string
  readonly random: Random
}): Promise<People> {
  const closing = new AbortController()
  const { signal } = closing
  const shop: Shop = {
    ...options,
    productIds: await productsFor(options.urls, options.random),
    promises: { deeds: [], requests: [] },
    sold: { codes: [], payments: [] },
    tally: createTally(),
    signal,
  }
  const employee = await staff(shop, 'employee@example.test')
  const admin = await staff(shop, 'admin@example.test')
  const customers = [...CUSTOMERS]

  /** Each customer buys alone, and comes again when all others have been here. */
  async function buyNext(): Promise<void> {
    const [email = ''] = customers.splice(options.random.below(customers.length / 2), 1)
    await buy(shop, email)
    customers.push(email)
  }

  async function repeat(work: () => Promise<void>): Promise<void> {
    while (!signal.aborted) {
      await work()
      await pause(PAUSE_MS)
    }
  }

  const times = (count: number, work: () => Promise<void>) =>
    Array.from({ length: count }, () => repeat(work))
  const all = Promise.all([
    ...times(BUYERS, buyNext),
    ...times(SCANNERS, () => scan(shop, employee)),
    ...times(REFUNDERS, () => refund(shop, admin)),
  ]).catch((fault: Error) => shop.tally.fail(fault))
  return {
    shop,
    async leave() {
      closing.abort()
      await all
    },
  }
}
