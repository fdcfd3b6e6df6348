// seal(): gives what is committed its place in the whole log. Whoever reads positions up to n has seen all that will ever
// stand there: one sealer at a time, and each sees what the one before it did.

/**
 * Returns how many events were sealed; the next call has more to do when it is 5000. `wait`: whether to wait for another
 * sealer, who may have begun before the last append; without, 0 is returned then. Notifies channel `event_log` with the
 * last position: here and not in append, since a commit that notifies waits for all others that do.
 */
export const SEAL_FUNCTION = `
  CREATE FUNCTION seal(wait boolean) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    head bigint;
    moved bigint;
  BEGIN
    IF wait THEN
      PERFORM pg_advisory_xact_lock(hashtextextended('event_log.seal', 734402));
    ELSIF NOT pg_try_advisory_xact_lock(hashtextextended('event_log.seal', 734402)) THEN
      RETURN 0;
    END IF;
    SELECT coalesce(max(position), 0) INTO head FROM event_log.positions;
    WITH due AS (
      DELETE FROM event_log.unsealed WHERE arrival IN
        (SELECT arrival FROM event_log.unsealed ORDER BY arrival LIMIT 5000)
      RETURNING arrival
    )
    INSERT INTO event_log.positions
      SELECT head + row_number() OVER (ORDER BY e.arrival), e.arrival, e.stream, e.type, e.actor_id, e.request_id,
             e.correlation_id, e.recorded_at
      FROM due JOIN event_log.events e USING (arrival);
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF moved > 0 THEN PERFORM pg_notify('event_log', (head + moved)::text); END IF;
    RETURN moved;
  END $$;`
