// seal(): gives what is committed its place in the whole log. Whoever reads positions up to n has seen all that will ever
// stand there: one sealer at a time, and each sees what the one before it did.

/**
 * Returns how many events were sealed; the next call has more to do when it is 5000. `wait`: whether to wait for another
 * sealer, who may have begun before the last append, for up to five seconds; 0 is returned after that, and without. Notifies channel `event_log` with the
 * last position: here and not in append, since a commit that notifies waits for all others that do.
 */
export const SEAL_FUNCTION = `
  CREATE FUNCTION seal(wait boolean) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s' AS $$
  DECLARE
    head bigint;
    due bigint[];
  BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended('event_log.seal', 734402)) THEN
      IF NOT wait THEN RETURN 0; END IF;
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended('event_log.seal', 734402));
      EXCEPTION WHEN lock_not_available THEN
        RETURN 0;
      END;
    END IF;
    SELECT array_agg(arrival) INTO due
      FROM (SELECT arrival FROM event_log.unsealed ORDER BY arrival LIMIT 5000) AS first;
    IF due IS NULL THEN RETURN 0; END IF;
    SELECT coalesce(max(position), 0) INTO head FROM event_log.positions;
    -- By an array: whatever the statistics say, it is looked up by the index.
    DELETE FROM event_log.unsealed WHERE arrival = ANY (due);
    INSERT INTO event_log.positions
      SELECT head + row_number() OVER (ORDER BY e.arrival), e.arrival, e.stream, e.type, e.actor_id, e.request_id,
             e.correlation_id, e.recorded_at
      FROM event_log.events e WHERE e.arrival = ANY (due);
    PERFORM pg_notify('event_log', (head + cardinality(due))::text);
    RETURN cardinality(due);
  END $$;`
