export { guestCall, signedInCall } from './sample-calls.js'
