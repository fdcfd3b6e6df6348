export type { CallContext, Caller, Language, Role } from './call-context.js'
