// What admins do to products.
import { Rest, Roles } from '@ticketing/subgraph-kit'
import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql'
import type { TicketingContext } from '../context.js'
import { createProduct } from './create-product.js'
import { editProduct, priceProduct } from './edit-product.js'
import { checkProductId } from './product.rules.js'
import { Product } from './product.type.js'
import { toEdits, toWholeContents } from './product-content.rules.js'
import { CreateProductInput, UpdateProductInput, UpdateProductPricingInput } from './product-edit.type.js'
import { toOffer, toWholeOffer } from './product-offer.rules.js'

@Resolver(() => Product)
export class ProductEditResolver {
  @Mutation(() => Product, {
    nullable: true,
    description:
      'Creates a product in its three languages. A failure with `carriedOut: true` means that it exists and could not be found: do not send it again.',
  })
  @Roles('ADMIN')
  @Rest('POST /api/products')
  createProduct(
    @Arg('input', () => CreateProductInput, { description: 'The new product.' }) input: CreateProductInput,
    @Ctx() context: TicketingContext,
  ): Promise<Product> {
    return createProduct(context, { offer: toWholeOffer(input), contents: toWholeContents(input) })
  }

  @Mutation(() => Product, {
    nullable: true,
    description: 'Changes what a product says. Its price and its stock are changed by updateProductPricing.',
  })
  @Roles('ADMIN')
  @Rest('POST /api/products/{product}')
  updateProduct(
    @Arg('id', () => ID, { description: 'The number of the product.' }) id: string,
    @Arg('input', () => UpdateProductInput, { description: 'What changes.' }) input: UpdateProductInput,
    @Ctx() context: TicketingContext,
  ): Promise<Product> {
    return editProduct(context, checkProductId(id, 'id'), toEdits(input))
  }

  @Mutation(() => Product, {
    nullable: true,
    description:
      'Changes what a product costs and how many tickets can still be sold. Sending it twice changes nothing more.',
  })
  @Roles('ADMIN')
  @Rest('PATCH /api/products/{product}/pricing')
  updateProductPricing(
    @Arg('id', () => ID, { description: 'The number of the product.' }) id: string,
    @Arg('input', () => UpdateProductPricingInput, { description: 'What changes.' })
    input: UpdateProductPricingInput,
    @Ctx() context: TicketingContext,
  ): Promise<Product> {
    return priceProduct(context, checkProductId(id, 'id'), toOffer(input))
  }
}
