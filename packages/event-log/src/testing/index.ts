export {
  sampleCompletion,
  sampleContext,
  sampleEvent,
  sampleIntent,
  sampleSignIn,
} from './sample-events.js'
export { type TemporaryEventLog, temporaryEventLog } from './temporary-event-log.js'
