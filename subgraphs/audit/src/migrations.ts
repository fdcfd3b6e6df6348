// The tables of schema `audit`.
import type { Migration } from '@ticketing/service-kit'

export const AUDIT_SCHEMA = 'audit'

/** For `migrate({ schema: 'audit', … })`. */
export const auditMigrations: readonly Migration[] = [
  {
    name: '001-reconciliation',
    // One row. since: whatever changed before has been compared; null: nothing has. The rest is of a pass under way.
    sql: `CREATE TABLE reconciliation (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        since timestamptz,
        started_at timestamptz,
        scan int NOT NULL DEFAULT 0,
        pages int NOT NULL DEFAULT 0,
        left_from timestamptz
      );
      INSERT INTO reconciliation DEFAULT VALUES;`,
    grants: (role) => `GRANT SELECT, UPDATE ON reconciliation TO ${role}`,
  },
  {
    name: '002-when-finished',
    sql: 'ALTER TABLE reconciliation ADD COLUMN finished_at timestamptz',
  },
]
