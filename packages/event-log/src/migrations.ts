// The tables of schema `event_log`. Services read them and call functions; what is written stays as it is, for the owner too.
import type { Migration } from '@ticketing/service-kit'
import { APPEND_FUNCTION } from './sql/append-function.js'
import { SEAL_FUNCTION } from './sql/seal-function.js'

/** The name of the schema, for `migrate({ schema, migrations })`. */
export const EVENT_LOG_SCHEMA = 'event_log'

// C collation: streams are compared by their bytes, so that an index serves what begins alike.
// The bounds: one row that cannot be indexed (2,700 bytes) would hold up the sealing of all that come after it, and one
// that cannot be read those who follow: for good, as nothing recorded is ever changed.
const TABLES = `
  CREATE TABLE events (
    arrival bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    stream text COLLATE "C" NOT NULL,
    version bigint NOT NULL CHECK (version > 0),
    type text NOT NULL,
    actor_id text,
    request_id text,
    correlation_id text NOT NULL,
    envelope text NOT NULL,
    hash bytea NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (stream, version),
    CHECK (octet_length(stream) <= 1000),
    CHECK (octet_length(type) <= 1000),
    CHECK (octet_length(actor_id) <= 1000),
    CHECK (octet_length(request_id) <= 1000),
    CHECK (octet_length(correlation_id) <= 1000),
    CHECK (json_typeof(envelope::json) = 'object')
  );
  -- Derived: the intents that are the last event of their stream.
  CREATE TABLE open_intents (
    stream text COLLATE "C" PRIMARY KEY,
    id uuid NOT NULL,
    version bigint NOT NULL,
    command text NOT NULL,
    open_until timestamptz NOT NULL
  );
  CREATE INDEX open_intents_by_end ON open_intents (open_until);
  -- What waits for its position.
  CREATE TABLE unsealed (arrival bigint PRIMARY KEY);
  -- With copies of what is looked for, so that an index gives it in the order of positions.
  CREATE TABLE positions (
    position bigint PRIMARY KEY,
    arrival bigint NOT NULL UNIQUE,
    stream text COLLATE "C" NOT NULL,
    type text NOT NULL,
    actor_id text,
    request_id text,
    correlation_id text NOT NULL,
    recorded_at timestamptz NOT NULL
  );
  CREATE INDEX positions_by_stream ON positions (stream, position);
  CREATE INDEX positions_by_type ON positions (type, position);
  CREATE INDEX positions_by_actor ON positions (actor_id, position) WHERE actor_id IS NOT NULL;
  CREATE INDEX positions_by_request ON positions (request_id) WHERE request_id IS NOT NULL;
  CREATE INDEX positions_by_correlation ON positions (correlation_id);
  CREATE INDEX positions_by_time ON positions USING brin (recorded_at);
  CREATE TABLE followers (
    name text PRIMARY KEY,
    position bigint NOT NULL,
    moved_at timestamptz NOT NULL DEFAULT now()
  );`

// ALWAYS: also where a superuser has set session_replication_role.
const guard = (table: string): string => `
  CREATE TRIGGER keep_rows BEFORE UPDATE OR DELETE ON ${table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER keep_table BEFORE TRUNCATE ON ${table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  ALTER TABLE ${table} ENABLE ALWAYS TRIGGER keep_rows, ENABLE ALWAYS TRIGGER keep_table;`

const INSERT_ONLY = `
  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'What was recorded in % stays as it is', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END $$;
  ${guard('events')}
  ${guard('positions')}`

/** For `migrate({ schema: 'event_log', … })`. */
export const eventLogMigrations: readonly Migration[] = [
  {
    name: '001-events',
    sql: `${TABLES}\n${INSERT_ONLY}\n${APPEND_FUNCTION}\n${SEAL_FUNCTION}
      REVOKE ALL ON ALL FUNCTIONS IN SCHEMA event_log FROM PUBLIC;`,
    grants: (role) => `
      GRANT SELECT ON events, open_intents, unsealed, positions, followers TO ${role};
      GRANT INSERT, UPDATE ON followers TO ${role};
      GRANT EXECUTE ON FUNCTION append(jsonb), seal(boolean) TO ${role};`,
  },
]
