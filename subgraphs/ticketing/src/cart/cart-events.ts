// What the log is told of carts.
import type { Outgoing } from '@ticketing/event-log'
import type { CartRecord } from '../backend/carts.js'

const ofCart = ({ id, userId }: CartRecord) => ({
  cart: id,
  owner: userId === null ? null : String(userId),
})

export const itemSet = (cart: CartRecord, product: number, quantity: number): Outgoing => ({
  type: 'CartItemSet',
  data: { ...ofCart(cart), product: String(product), quantity },
})

export const cleared = (cart: CartRecord): Outgoing => ({
  type: 'CartCleared',
  data: { ...ofCart(cart), reason: 'ASKED' },
})
