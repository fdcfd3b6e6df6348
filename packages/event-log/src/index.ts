export {
  EVENT_TYPES,
  type EventData,
  type EventType,
  isEventType,
  type JsonValue,
  parseEventData,
} from './catalogue.js'
export type {
  Asker,
  Command,
  Commands,
  Held,
  Outcome,
  Outgoing,
  Settle,
  Settlement,
  Settlers,
} from './commands/commands.js'
export { type CommandsOptions, createCommands } from './commands/create-commands.js'
export {
  type CreateEventLogOptions,
  createEventLog,
  type OpenEventLogOptions,
  type OpenedEventLog,
  openEventLog,
} from './create-event-log.js'
export type { Actor, EventContext, NewEvent, RecordedEvent, SealedEvent } from './event.js'
export { eventIds } from './event-id.js'
export type {
  Append,
  AppendResult,
  EventFilter,
  EventLog,
  ExpectedVersion,
  FollowOptions,
  OpenIntent,
  ReadAllOptions,
  ReadStreamOptions,
} from './event-log.js'
export { createFollower, type Follower, type FollowerOptions } from './follower.js'
export { EVENT_LOG_SCHEMA, eventLogMigrations } from './migrations.js'
export { LATER, type Look, NOT_DONE, settling, unknown } from './settling/settling.js'
export { isInTimeOf, waitedFor } from './settling/settling.rules.js'
export {
  cartStream,
  paymentStream,
  productStream,
  refusalStream,
  sessionStream,
  ticketStream,
  userStream,
  webhookStream,
} from './streams.js'
export { type LogFault, type LogVerification, type VerifyRange, verifyEventLog } from './verify.js'
