// How long the existing backend takes for a route, in milliseconds: the shortest of 60 warm, sequential calls, which is
// what a quiet machine would show. A service of the same speed for all would hide how many calls wait for each other.

/** By the route as the responder names it. */
export const LATENCY_MS = {
  product: 10.9,
  products: 19.5,
  me: 10.6,
  cart: 15.3,
  cartItem: 13.8,
  ownTickets: 16.7,
  invoices: 14.7,
  payment: 12,
  payments: 20.5,
  users: 16.4,
  login: 283,
} as const

export type Route = keyof typeof LATENCY_MS

/** What stands for "measured" in the column backendMs: a single product's latency, rounded. */
export const MEASURED = 11

/** 0 is a backend that answers at once. */
export type BackendMs = 0 | typeof MEASURED
