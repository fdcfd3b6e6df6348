export type { PaymentsDeps, PaymentsLog } from './parts.js'
export type { PaymentsSettings } from './settings.js'
export { paymentsMigrations } from './started/migrations.js'
export { createPayments, type Payments, paymentsDefinition, settlePayments } from './subgraph.js'
