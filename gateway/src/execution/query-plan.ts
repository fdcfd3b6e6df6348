// Apollo's query plan as it comes from the planner, and the same plan made ready: what can be known once is known once.
import type { FetchNode, QueryPlan } from '@apollo/query-planner'
import type { FlattenStep } from './flatten.js'
import type { WrittenPlaces } from './written-places.js'

export type { QueryPlan }
export type SelectionOfEntity = NonNullable<FetchNode['requires']>[number]
export type Rewrite = NonNullable<FetchNode['outputRewrites']>[number]

/** A response key that a fetch fills, for objects of one type or of any. */
export interface FilledKey {
  readonly key: string
  readonly typeCondition: string | null
}

export interface ReadyFetch {
  readonly kind: 'Fetch'
  readonly service: string
  readonly document: string
  readonly operationName: string | null
  /** The operation's variables that it needs. */
  readonly variables: readonly string[]
  /** Null: not an entity fetch. */
  readonly requires: readonly SelectionOfEntity[] | null
  /** The one field beside __typename that makes two entities of one type the same; null where it takes more to tell. */
  readonly singleKey: string | null
  readonly inputRewrites: readonly Rewrite[]
  readonly outputRewrites: readonly Rewrite[]
  /** From the root of the answer to the objects that it is for. */
  readonly path: readonly FlattenStep[]
  /** Below those objects, where other fetches write. */
  readonly places: WrittenPlaces
  /** What stays empty when it fails, named as in the answer. */
  readonly fills: readonly FilledKey[]
  /** The plan asks the same more than once, so equal fetches are worth looking for. */
  readonly shareable: boolean
}

export type ReadyNode =
  | { readonly kind: 'Sequence' | 'Parallel'; readonly nodes: readonly ReadyNode[] }
  | { readonly kind: 'Flatten'; readonly path: readonly FlattenStep[]; readonly node: ReadyNode }
  | {
      readonly kind: 'Condition'
      readonly variable: string
      readonly whenTrue: ReadyNode | null
      readonly whenFalse: ReadyNode | null
    }
  | ReadyFetch

export interface ReadySubscription {
  readonly kind: 'Subscription'
  /** Its source of events. */
  readonly primary: ReadyFetch
  /** What is fetched for each event. */
  readonly rest: ReadyNode | null
}

/** Response keys and list indexes from the root of the answer. */
export type Path = readonly (string | number)[]
