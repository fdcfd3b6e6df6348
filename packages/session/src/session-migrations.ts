// The tables of schema `session`.
import type { Migration } from '@ticketing/service-kit'

/** For `migrate({ schema: 'session', … })`. */
export const sessionMigrations: readonly Migration[] = [
  {
    name: '001-sessions',
    sql: `
      CREATE TABLE sessions (
        sid uuid PRIMARY KEY,
        user_id bigint NOT NULL,
        role text NOT NULL CHECK (role IN ('USER', 'EMPLOYEE', 'ADMIN')),
        email text NOT NULL,
        started_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz
      );
      CREATE INDEX sessions_by_user ON sessions (user_id);
      CREATE INDEX sessions_by_expiry ON sessions (expires_at);`,
    grants: (role) => `GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO ${role}`,
  },
  { name: '002-by-email', sql: 'CREATE INDEX sessions_by_email ON sessions (lower(email));' },
  {
    name: '003-use-and-backend-token',
    sql: `
      ALTER TABLE sessions
        ADD COLUMN last_used_at timestamptz,
        ADD COLUMN client text,
        ADD COLUMN backend_token_hash bytea;
      CREATE INDEX sessions_by_backend_token ON sessions (backend_token_hash);`,
  },
  {
    name: '004-account-checks',
    sql: `
      CREATE TABLE account_checks (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        checked_at timestamptz NOT NULL
      );`,
    grants: (role) => `GRANT SELECT, INSERT, UPDATE ON account_checks TO ${role}`,
  },
]
