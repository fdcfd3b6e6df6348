// Where events of Stripe wait until they are worked off.

const SQL = `
  CREATE TABLE stripe_events (
    id text PRIMARY KEY,
    type text NOT NULL,
    payment uuid NOT NULL,
    intent_id text,
    created_at timestamptz NOT NULL,
    arrival bigint GENERATED ALWAYS AS IDENTITY,
    received_at timestamptz NOT NULL DEFAULT now(),
    body bytea,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'working', 'done', 'parked')),
    claims integer NOT NULL DEFAULT 0,
    attempts integer NOT NULL DEFAULT 0,
    trying_since timestamptz NOT NULL DEFAULT now(),
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    claimed_until timestamptz,
    finished_at timestamptz,
    outcome text,
    reason text,
    released_at_position bigint NOT NULL DEFAULT 0,
    CHECK ((state = 'done') = (body IS NULL)),
    CHECK ((state = 'working') = (claimed_until IS NOT NULL))
  );
  CREATE INDEX stripe_events_open ON stripe_events (payment, created_at, arrival)
    WHERE state IN ('waiting', 'working');
  CREATE INDEX stripe_events_parked ON stripe_events (arrival) WHERE state = 'parked';
  CREATE INDEX stripe_events_finished ON stripe_events (finished_at) WHERE state = 'done';
  COMMENT ON COLUMN stripe_events.created_at IS 'when Stripe made it: the order of the events of one payment';
  COMMENT ON COLUMN stripe_events.body IS
    'the bytes that Stripe signed; gone once it is done, as they may tell who paid';
  COMMENT ON COLUMN stripe_events.claims IS
    'counts who took it to work on it: whoever holds an older count has lost it';
  COMMENT ON COLUMN stripe_events.attempts IS 'since it arrived or was released';
  COMMENT ON COLUMN stripe_events.released_at_position IS
    'the place in the event log of the release that was followed last';
`

/** In order; for `migrate` of service-kit, schema `payments`. */
export const inboxMigrations = [
  {
    name: '003-stripe-events',
    sql: SQL,
    grants: (role: string) => `GRANT SELECT, INSERT, UPDATE, DELETE ON stripe_events TO ${role}`,
  },
] as const
