/** A double of the part of Stripe's API that the platform uses. */
export { createStripeDouble, type StripeDouble, type StripeDoubleOptions } from './double.js'
export { type RunningStripeDouble, type StartStripeDoubleOptions, startStripeDouble } from './start.js'
