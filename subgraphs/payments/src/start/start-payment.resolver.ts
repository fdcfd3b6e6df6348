import { OwnRecords, Rest, SignedIn } from '@ticketing/subgraph-kit'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { PaymentsContext } from '../context.js'
import { Payment } from '../payment/payment.type.js'
import { Product } from '../payment/product.type.js'
import type { Shortage } from './cart.rules.js'
import { startPayment } from './start-payment.js'
import {
  CartAlreadyPaid,
  EmptyCart,
  StartedPayment,
  StartPaymentInput,
  StartPaymentResult,
  StockShortage,
  StockUnavailable,
} from './start-payment.type.js'

@Resolver()
export class StartPaymentResolver {
  @Mutation(() => StartPaymentResult, {
    nullable: true,
    description:
      'Starts paying for your cart. Asking again gives the same payment, as long as the cart and the method are the same.',
  })
  @SignedIn()
  @OwnRecords()
  @Rest('POST /api/payments')
  async startPayment(
    @Arg('input', () => StartPaymentInput, { description: 'What you want to pay, and how.' })
    input: StartPaymentInput,
    @Ctx() { parts, call }: PaymentsContext,
  ): Promise<StartedPayment | StockUnavailable | EmptyCart | CartAlreadyPaid> {
    const { cartId, method, quoteId = null } = input
    const outcome = await startPayment(parts, call, { cartId, method, quoteId })
    switch (outcome.kind) {
      case 'empty':
        return Object.assign(new EmptyCart(), { cartId })
      case 'paid': {
        const { uuid, state } = outcome.payment
        const payment = Payment.of(uuid, call.caller?.userId ?? null, state === null ? {} : { state })
        return Object.assign(new CartAlreadyPaid(), { payment })
      }
      case 'short':
        return Object.assign(new StockUnavailable(), { lines: outcome.shortages.map(toStockShortage) })
      case 'started': {
        const { uuid, status, clientSecret } = outcome.payment
        const known = { state: { status, paidAt: null }, amount: outcome.total }
        const payment = Payment.of(uuid, call.caller?.userId ?? null, known)
        return Object.assign(new StartedPayment(), { payment, clientSecret })
      }
    }
  }
}

const toStockShortage = ({ productId, requested, available }: Shortage): StockShortage =>
  Object.assign(new StockShortage(), { product: Product.of(productId), requested, available })
