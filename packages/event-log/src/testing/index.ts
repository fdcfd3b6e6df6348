export { sampleAsker, sampleCommand, sampleCommands, sampleHappening } from './sample-commands.js'
export {
  sampleCompletion,
  sampleContext,
  sampleEvent,
  sampleIntent,
  sampleSignIn,
} from './sample-events.js'
export { type TemporaryEventLog, temporaryEventLog } from './temporary-event-log.js'
