// Before any decorated class is loaded: type-graphql's decorators read the types that this keeps.
import 'reflect-metadata'

export {
  type Access,
  declaredAccess,
  type Owned,
  Owner,
  OwnerOr,
  Public,
  Roles,
  SignedIn,
} from './access/access.js'
export { Internal, isInternal } from './access/internal.js'
export { declaredOwnRecords, OwnRecords } from './access/own-records.js'
export { askedFields } from './asked-fields.js'
export { askerOf } from './asker.js'
export { type ConnectionOf, connectionType, PageInfo, toConnection } from './connection/connection.js'
export { parseWindow, readWindow, type Slice, type Window } from './connection/page.js'
export type { SubgraphContext } from './context.js'
export { Download } from './download.type.js'
export type { LoaderScope } from './loaders.js'
export { CurrencyCodeEnum } from './money/currency-code.js'
export { Money, MoneyInput } from './money/money.type.js'
export { DateRange, type Days, parseDateRange } from './range/date-range.js'
export { declaredRest, Rest, type RestOperation } from './rest.js'
export { BigIntScalar, DateTime, JsonScalar } from './scalars.js'
export {
  buildSchemaOf,
  type ReferenceResolver,
  type Representation,
  type SubgraphDefinition,
} from './schema/build.js'
export {
  type RouteHandler,
  type SubgraphServerOptions,
  startSubgraphServer,
} from './serve/server.js'
export { createSubgraph, type Subgraph, type SubgraphOptions, type SubgraphRequest } from './subgraph.js'
