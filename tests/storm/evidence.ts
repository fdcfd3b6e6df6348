// What a storm leaves behind, and what is checked: plain data, so that faults can be planted in it.

/** An event as somebody read it from the log. */
export interface Line {
  readonly position: bigint
  readonly stream: string
  readonly version: number
  readonly id: string
  readonly type: string
  readonly causationId: string | null
  /** The deed that it tells of, which is told once; null where it tells of none, such as an intent. */
  readonly deed: string | null
  /** The append that it came with, and how many events came with that; null where that is not known. */
  readonly together: { readonly append: string; readonly size: number } | null
  /** Of its content, in hexadecimal. */
  readonly hash: string
}

/** An event of which somebody was told that it stands. */
export interface Acknowledged {
  readonly id: string
  readonly stream: string
  readonly version: number
}

/** What was read by one reader, from the beginning of the log. */
export interface Reading {
  readonly reader: string
  readonly lines: readonly Line[]
}

export interface Evidence {
  /** Of each writer that ever ran, in the order in which it was told. A new process is a new writer. */
  readonly acknowledged: ReadonlyMap<string, readonly Acknowledged[]>
  /** Deeds of which somebody was told that they are done and recorded. */
  readonly promised: readonly string[]
  /** Deeds of which somebody was told that nothing was done. */
  readonly refused: readonly string[]
  /** How often each deed of a command was done, by whoever did it. */
  readonly done: ReadonlyMap<string, number>
  /** The earlier ones. */
  readonly readings: readonly Reading[]
  /** All of the log, when nobody writes any more. */
  readonly end: readonly Line[]
  /** What the log found wrong with itself, such as bytes that do not fit their hash. */
  readonly unsound: readonly string[]
}

/** `lost` and `changed` break a promise to somebody; the others break the order of the log itself. */
export type FaultKind =
  | 'lost'
  | 'moved'
  | 'twice'
  | 'torn'
  | 'gap'
  | 'order'
  | 'changed'
  | 'unsound'
  | 'unpaired'
  | 'open'
  | 'untold'
  | 'untrue'

export interface Fault {
  readonly kind: FaultKind
  readonly text: string
}

/** What is no fault of a reading that ends in the midst of things. */
export const UNDER_WAY: readonly FaultKind[] = ['open', 'untold', 'torn']
