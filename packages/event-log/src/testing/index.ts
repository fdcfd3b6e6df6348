export { type Hindrance, hinderedEventLog } from './hindered-event-log.js'
export { type IntentFacts, openIntent } from './open-intent.js'
export { sampleAsker, sampleCommand, sampleCommands, sampleHappening, sampleLog } from './sample-commands.js'
export {
  sampleCompletion,
  sampleContext,
  sampleEvent,
  sampleIntent,
  sampleSignIn,
} from './sample-events.js'
export { type TemporaryEventLog, temporaryEventLog } from './temporary-event-log.js'
