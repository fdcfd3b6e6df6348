export { type AuditDeps, auditDefinition, createAudit } from './subgraph.js'
