// The tables of schema `gateway`.
import type { Migration } from '@ticketing/service-kit'

/** For `migrate({ schema: 'gateway', … })`. */
export const gatewayMigrations: readonly Migration[] = [
  {
    name: '001-idempotent-requests',
    // `attempt` is whoever runs it: nobody else may say how it ended. Done without an answer: nobody knows it any more.
    sql: `
      CREATE TABLE idempotent_requests (
        scope text NOT NULL,
        key text NOT NULL,
        fingerprint bytea NOT NULL,
        attempt uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('running', 'done')),
        running_until timestamptz NOT NULL,
        answer bytea CHECK (answer IS NULL OR state = 'done'),
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (scope, key)
      );
      CREATE INDEX idempotent_requests_by_expiry ON idempotent_requests (expires_at);`,
    grants: (role) => `GRANT SELECT, INSERT, UPDATE, DELETE ON idempotent_requests TO ${role}`,
  },
]
