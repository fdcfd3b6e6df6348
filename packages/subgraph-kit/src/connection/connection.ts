// One shape for every list of the graph.
import { type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql'
import { Public } from '../access/access.js'
import { type Slice, toCursor, type Window } from './page.js'

@ObjectType({ description: 'Where a page stands in its list.' })
@Directive('@shareable')
@Public()
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more items follow.' })
  hasNextPage!: boolean

  @Field(() => Boolean, { description: 'Whether items come before.' })
  hasPreviousPage!: boolean

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the first item; null on an empty page.',
  })
  startCursor!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the last item, to be given as `after`; null on an empty page.',
  })
  endCursor!: string | null
}

/** A page of a list as resolvers return it. */
export interface ConnectionOf<Node> {
  readonly nodes: readonly Node[]
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[]
  readonly pageInfo: PageInfo
  readonly totalCount: number
}

/**
 * The connection class of `Node`, named after it (`TicketConnection`, `TicketEdge`), for `@Field(() => …)`.
 * Call it once for each node type of a subgraph.
 */
export function connectionType<Node extends object>(
  node: ClassType<Node>,
  name: string,
): ClassType<ConnectionOf<Node>> {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a list, with its cursor.` })
  @Public()
  class Edge {
    @Field(() => String, { description: 'Where this item stands in the list.' })
    cursor!: string

    @Field(() => node, { description: 'The item.' })
    node!: Node
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  @Public()
  class Connection {
    @Field(() => [node], { description: 'The items of this page.' })
    nodes!: readonly Node[]

    @Field(() => [Edge], { description: 'The items of this page, each with its cursor.' })
    edges!: readonly Edge[]

    @Field(() => PageInfo, { description: 'Where this page stands in the list.' })
    pageInfo!: PageInfo

    @Field(() => Int, { description: 'How many items the whole list has.' })
    totalCount!: number
  }
  return Connection
}

// A cursor is worked out when it is asked for, which it seldom is.
class Page<Node> implements ConnectionOf<Node> {
  readonly nodes: readonly Node[]
  readonly totalCount: number
  readonly #offset: number

  constructor({ rows, totalCount }: Slice<Node>, { offset }: Window) {
    this.nodes = rows
    this.totalCount = totalCount
    this.#offset = offset
  }

  get edges(): ConnectionOf<Node>['edges'] {
    return this.nodes.map((node, index) => ({ cursor: toCursor(this.#offset + index), node }))
  }

  get pageInfo(): PageInfo {
    const end = this.#offset + this.nodes.length
    const isEmpty = this.nodes.length === 0
    return {
      hasNextPage: end < this.totalCount,
      hasPreviousPage: this.#offset > 0,
      startCursor: isEmpty ? null : toCursor(this.#offset),
      endCursor: isEmpty ? null : toCursor(end - 1),
    }
  }
}

/** The connection of a slice that was read from a window. */
export const toConnection = <Node>(slice: Slice<Node>, window: Window): ConnectionOf<Node> =>
  new Page(slice, window)
