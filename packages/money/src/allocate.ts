import type { Amount } from './amount.js'
import { MoneyError } from './money-error.js'

/**
 * Splits an amount by weights, by the method of the largest remainder: each part is its exact share rounded down
 * or up, the parts sum to the whole, and what is left over goes to the largest remainders, the first of equals
 * first. A negative amount is split like its positive, with the sign turned.
 * Throws MoneyError BAD_WEIGHTS when there is none, one is negative, or all are zero.
 */
export function allocate(a: Amount, weights: readonly bigint[]): Amount[] {
  const total = weights.reduce((running, weight) => running + weight, 0n)
  if (weights.some((weight) => weight < 0n) || total === 0n) {
    throw new MoneyError('BAD_WEIGHTS', 'Weights are zero or more, and at least one is more')
  }
  const sign = a.minorUnits < 0n ? -1n : 1n
  const parts = shares(a.minorUnits * sign, weights, total)
  return parts.map((part) => ({ minorUnits: part * sign, currency: a.currency }))
}

function shares(whole: bigint, weights: readonly bigint[], total: bigint): bigint[] {
  const exact = weights.map((weight, index) => ({
    index,
    floor: (whole * weight) / total,
    remainder: (whole * weight) % total,
  }))
  const left = whole - exact.reduce((running, { floor }) => running + floor, 0n)
  const byRemainder = [...exact].sort((a, b) => descending(a.remainder, b.remainder) || a.index - b.index)
  const luckier = new Set(byRemainder.slice(0, Number(left)).map(({ index }) => index))
  return exact.map(({ floor, index }) => (luckier.has(index) ? floor + 1n : floor))
}

function descending(a: bigint, b: bigint): number {
  if (a === b) return 0
  return a > b ? -1 : 1
}
