// seal() as migration 001 made it, which stays as it was applied; ../seal-function.ts replaces it.

export const FIRST_SEAL_FUNCTION = `
  CREATE FUNCTION seal(wait boolean) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    head bigint;
    due bigint[];
  BEGIN
    IF wait THEN
      PERFORM pg_advisory_xact_lock(hashtextextended('event_log.seal', 734402));
    ELSIF NOT pg_try_advisory_xact_lock(hashtextextended('event_log.seal', 734402)) THEN
      RETURN 0;
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
