// The statements of the inbox. Each is one statement and so one transaction.

/** $1 id, $2 type, $3 payment or null, $4 intent, $5 created, $6 body. Earlier ones that wait are tried at once. */
export const STORE = `
  WITH found AS (
    SELECT coalesce($3::uuid, (SELECT uuid FROM payments.started_payments WHERE intent_id = $4)) AS payment
  ), stored AS (
    INSERT INTO payments.stripe_events (id, type, payment, intent_id, created_at, body)
    SELECT $1, $2, payment, $4, $5::timestamptz, $6::bytea FROM found WHERE payment IS NOT NULL
    ON CONFLICT (id) DO NOTHING
    RETURNING payment
  ), hurried AS (
    UPDATE payments.stripe_events earlier SET next_attempt_at = now()
    FROM stored WHERE earlier.payment = stored.payment AND earlier.state = 'waiting'
  )
  SELECT found.payment IS NOT NULL AS ours, EXISTS (SELECT FROM stored) AS stored FROM found`

/** $1 how many, $2 for how many milliseconds. A claim that was not renewed is anybody's again. */
export const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT id FROM payments.stripe_events event
    WHERE state IN ('waiting', 'working')
      AND (state = 'waiting' AND next_attempt_at <= now() OR state = 'working' AND claimed_until <= now())
      AND NOT EXISTS (
        SELECT FROM payments.stripe_events other
        WHERE other.payment = event.payment AND other.id <> event.id
          AND other.state IN ('waiting', 'working')
          AND (other.claimed_until > now()
            OR (other.created_at, other.arrival) < (event.created_at, event.arrival))
      )
    ORDER BY created_at, arrival
    LIMIT $1
    FOR UPDATE SKIP LOCKED
  )
  UPDATE payments.stripe_events event
  SET state = 'working', attempts = attempts + 1, claims = claims + 1,
    claimed_until = now() + $2 * interval '1 millisecond'
  FROM due WHERE event.id = due.id
  RETURNING event.id, type, payment, intent_id, created_at, body, claims, attempts,
    (extract(epoch FROM now() - trying_since) * 1000)::float8 AS tried_for_ms,
    EXISTS (
      SELECT FROM payments.stripe_events success
      WHERE success.payment = event.payment AND success.id <> event.id
        AND success.type = 'payment_intent.succeeded'
        AND success.state = 'waiting'
    ) AS overtaken`

const HELD = `id = $1 AND claims = $2 AND state = 'working'`

/** $3 milliseconds. */
export const RENEW = `
  UPDATE payments.stripe_events SET claimed_until = now() + $3 * interval '1 millisecond'
  WHERE ${HELD} RETURNING id`

/** $3 outcome. */
export const FINISH = `
  UPDATE payments.stripe_events
  SET state = 'done', outcome = $3, reason = NULL, finished_at = now(), claimed_until = NULL, body = NULL
  WHERE ${HELD} RETURNING id`

/** $3 milliseconds until then, $4 reason. */
export const RETRY = `
  UPDATE payments.stripe_events
  SET state = 'waiting', next_attempt_at = now() + $3 * interval '1 millisecond', reason = $4, claimed_until = NULL
  WHERE ${HELD} RETURNING id`

/** $3 reason. */
export const PARK = `
  UPDATE payments.stripe_events SET state = 'parked', reason = $3, claimed_until = NULL
  WHERE ${HELD} RETURNING id`

/** $1 id, $2 the position of the release in the log. */
export const RELEASE = `
  UPDATE payments.stripe_events
  SET state = 'waiting', attempts = 0, trying_since = now(), next_attempt_at = now(), released_at_position = $2
  WHERE id = $1 AND state = 'parked' AND released_at_position < $2::bigint RETURNING id`

/** $1 how many. */
export const PARKED = `SELECT id FROM payments.stripe_events WHERE state = 'parked' ORDER BY arrival LIMIT $1`

export const CENSUS = `
  SELECT open.count::int AS waiting, parked.count::int AS parked,
    coalesce(extract(epoch FROM now() - open.oldest), 0)::float8 AS "oldestWaitingSeconds"
  FROM (
    SELECT count(*) AS count, min(received_at) AS oldest
    FROM payments.stripe_events WHERE state IN ('waiting', 'working')
  ) open, (SELECT count(*) AS count FROM payments.stripe_events WHERE state = 'parked') parked`

/** $1 days, $2 how many. */
export const FORGET = `
  DELETE FROM payments.stripe_events WHERE id IN (
    SELECT id FROM payments.stripe_events
    WHERE state = 'done' AND finished_at < now() - $1 * interval '1 day' LIMIT $2
  ) RETURNING id`
