// What is measured: an endpoint, the processes behind it, and how a request says who asks.

export const TARGETS = ['ours', 'ours-http', 'stock-apollo', 'hive-gateway', 'limit'] as const
export type TargetName = (typeof TARGETS)[number]

export interface Target {
  readonly name: TargetName
  /** Where POST asks. */
  readonly url: string
  /** All that are its own: the gateway's and its subgraphs', not the backend's. */
  readonly pids: readonly number[]
  readonly headersOf: (caller: number) => Record<string, string>
}

/** For targets that believe what they are told. */
export const namedPlainly = (caller: number): Record<string, string> => ({ 'x-bench-caller': String(caller) })
