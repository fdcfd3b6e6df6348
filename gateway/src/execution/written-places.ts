// Which objects of an answer the fetches of a plan write into: only those must be copies of ours. Everything else stays
// what the subgraph gave, and is only read.
import type { FlattenStep } from './flatten.js'

/** By response key; lists have no element of their own. */
export type WrittenPlaces = Map<string, WrittenPlaces>

/** The places below the objects at the path, which is written into from now on. */
export function placesBelow(root: WrittenPlaces, path: readonly FlattenStep[]): WrittenPlaces {
  return path.reduce((places, { key }) => {
    if (key === null || key === '') return places
    const below: WrittenPlaces = places.get(key) ?? new Map()
    places.set(key, below)
    return below
  }, root)
}
