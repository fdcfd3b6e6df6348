export { type AccountChecks, createAccountChecks, type SignedInUser } from './account-checks.js'
export { type BoxSeal, createBoxSeal } from './box-seal.js'
export { type CallContext, type Caller, hasAccount, type Language, type Role } from './call-context.js'
export {
  CALL_HEADER,
  type CallSeal,
  createCallSeal,
  type SealedCall,
  type SealedRequest,
} from './caller-seal.js'
export { createFileLinks, type FileLinks, invalidLink, type LinkedFile } from './file-links.js'
export { createOutsideTokens, looksSigned, type OutsidePerson, type OutsideTokens } from './outside-tokens.js'
export { derivedKeys, rotatingSecret } from './secrets.js'
export { createSessionEnder, type SessionEnder } from './session-ender.js'
export { sessionMigrations } from './session-migrations.js'
export type { ActiveSession } from './session-store.js'
export { createSessions, type NewSessionInput, type Sessions, type SessionsOptions } from './sessions.js'
export { createSessionTokens, looksSealed, type SessionTokenContent, type SessionTokens } from './tokens.js'
