// append(batches): all or nothing, in one round trip. Expected conflicts are told, not raised: raising costs a rollback,
// and a subtransaction to catch it. Written for the usual case, which is one event for one stream: loops by number and
// simple expressions, which PL/pgSQL evaluates without a query.

/**
 * batches: `[{ stream, expected: version | null, closes: uuid | null, events: [...] }]`, at most one a stream, as
 * append-call.ts writes it. Returns one of
 * `{ versions }` in the order of the events,
 * `{ versions, unclosed: stream, command }`: all of a batch was recorded before, and the intent that it was to close is
 * still open,
 * `{ conflict: stream, version, open }`.
 * Raises check_violation for an intent that is not the last of its batch, and for a patience of more than ten minutes.
 */
export const APPEND_FUNCTION = `
  CREATE FUNCTION append(batches jsonb) RETURNS jsonb
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    batch jsonb;
    event jsonb;
    target text;
    ids uuid[];
    closed uuid;
    last record;
    head bigint;
    heads bigint[] := '{}';
    opens bool;
    made bigint;
    existing bigint;
    versions bigint[] := '{}';
    unclosed text;
  BEGIN
    IF jsonb_array_length(batches) = 1 THEN
      PERFORM pg_advisory_xact_lock(hashtextextended(batches->0->>'stream', 734401));
    ELSE
      -- In one order for everybody: nobody waits for somebody who waits for him.
      PERFORM pg_advisory_xact_lock(number)
        FROM (SELECT DISTINCT hashtextextended(value->>'stream', 734401) AS number
              FROM jsonb_array_elements(batches) ORDER BY 1) AS wanted;
    END IF;

    FOR place IN 0 .. jsonb_array_length(batches) - 1 LOOP
      batch := batches->place;
      target := batch->>'stream';
      SELECT e.version, e.id, e.type INTO last FROM event_log.events e
        WHERE e.stream = target ORDER BY e.version DESC LIMIT 1;
      head := coalesce(last.version, 0);
      IF (CASE WHEN last.type = 'CommandIntended' THEN last.id END) IS DISTINCT FROM (batch->>'closes')::uuid
          OR head <> (batch->>'expected')::bigint THEN
        -- Unless all of it is recorded already. By an array: whatever the statistics say, it is looked up by the index.
        SELECT array_agg((value->>'id')::uuid) INTO ids FROM jsonb_array_elements(batch->'events');
        IF (SELECT count(*) FROM event_log.events e WHERE e.id = ANY (ids) AND e.stream = target) < cardinality(ids) THEN
          RETURN jsonb_build_object('conflict', target, 'version', head,
                                    'open', coalesce(last.type = 'CommandIntended', false));
        END IF;
      END IF;
      heads := heads || head;
    END LOOP;

    FOR place IN 0 .. jsonb_array_length(batches) - 1 LOOP
      batch := batches->place;
      target := batch->>'stream';
      closed := (batch->>'closes')::uuid;
      head := heads[place + 1];
      opens := false;
      FOR number IN 0 .. jsonb_array_length(batch->'events') - 1 LOOP
        IF opens THEN
          RAISE EXCEPTION 'An intent is the last event of its batch' USING ERRCODE = 'check_violation';
        END IF;
        event := batch->'events'->number;
        INSERT INTO event_log.events (id, stream, version, type, actor_id, request_id, correlation_id, envelope, hash)
          VALUES ((event->>'id')::uuid, target, head + 1, event->>'type', event->>'actorId', event->>'requestId',
                  event->>'correlationId', event->>'envelope', sha256(convert_to(event->>'envelope', 'UTF8')))
          ON CONFLICT (id) DO NOTHING RETURNING arrival INTO made;
        IF made IS NOT NULL THEN
          INSERT INTO event_log.unsealed VALUES (made);
          head := head + 1;
          versions := versions || head;
          opens := event->>'type' = 'CommandIntended';
          CONTINUE;
        END IF;
        SELECT e.version INTO existing FROM event_log.events e WHERE e.id = (event->>'id')::uuid AND e.stream = target;
        IF existing IS NULL THEN
          RAISE EXCEPTION 'The event % is recorded in another stream than %', event->>'id', target
            USING ERRCODE = 'unique_violation';
        END IF;
        versions := versions || existing;
      END LOOP;
      IF closed IS NOT NULL THEN
        IF head > heads[place + 1] THEN
          DELETE FROM event_log.open_intents o WHERE o.stream = target;
        ELSIF EXISTS (SELECT FROM event_log.open_intents o WHERE o.stream = target AND o.id = closed) THEN
          unclosed := target;
        END IF;
      END IF;
      IF opens THEN
        -- Whoever calls it: nobody holds a stream for longer, however long the patience.
        IF ((event->>'patienceMs')::numeric BETWEEN 1 AND 600000) IS NOT TRUE THEN
          RAISE EXCEPTION 'A patience is from 1 ms to 10 minutes' USING ERRCODE = 'check_violation';
        END IF;
        INSERT INTO event_log.open_intents VALUES (target, (event->>'id')::uuid, head, event->>'command',
          clock_timestamp() + make_interval(secs => (event->>'patienceMs')::numeric / 1000));
      END IF;
    END LOOP;

    IF unclosed IS NULL THEN RETURN jsonb_build_object('versions', versions); END IF;
    RETURN (SELECT jsonb_build_object('versions', versions, 'unclosed', unclosed, 'command', o.command)
            FROM event_log.open_intents o WHERE o.stream = unclosed);
  END $$;`
