// What every target is started with.

export interface World {
  /** The responder's. */
  readonly backendUrl: string
  readonly databaseUrl: string
  readonly sessionSecret: string
  readonly subgraphSecret: string
  readonly serviceAccount: { readonly email: string; readonly password: string }
}
