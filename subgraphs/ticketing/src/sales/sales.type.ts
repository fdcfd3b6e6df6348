// What admins see of the sale of one product.
import { connectionType, Roles } from '@ticketing/subgraph-kit'
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import type { ProductId } from '../backend/product-record.js'
import type { SalesRecord } from '../backend/sales.js'
import { Product } from '../product/product.type.js'

@ObjectType({ description: 'How many tickets of one product have been sold.' })
@Roles('ADMIN')
export class ProductSales {
  @Field(() => Product, { nullable: true, description: 'The product.' })
  readonly product?: Product | null

  @Field(() => String, { nullable: true, description: 'Its name, in the language of the request.' })
  readonly name!: string

  @Field(() => Int, {
    nullable: true,
    description: 'How many tickets are ISSUED or USED; those refunded or cancelled do not count.',
  })
  readonly soldCount!: number

  /** Not in the graph: where `product` is found. */
  readonly productId!: ProductId

  static of(record: SalesRecord): ProductSales {
    return Object.assign(new ProductSales(), record)
  }
}

export const ProductSalesConnection = connectionType(ProductSales, 'ProductSales')

export const SalesSort = { SOLD_COUNT_ASC: 'asc', SOLD_COUNT_DESC: 'desc' } as const
export type SalesSort = (typeof SalesSort)[keyof typeof SalesSort]

registerEnumType(SalesSort, {
  name: 'SalesSort',
  description: 'The order of the list of sales.',
  valuesConfig: {
    SOLD_COUNT_ASC: { description: 'By how many were sold, the fewest first.' },
    SOLD_COUNT_DESC: { description: 'By how many were sold, the most first.' },
  },
})
