// append(batches): all or nothing, in one round trip. Expected conflicts are told, not raised: raising costs a rollback,
// and a subtransaction to catch it.

/**
 * batches: `[{ stream, expected: version | null, closes: uuid | null, events: [...] }]`, at most one a stream, as
 * append-call.ts writes it. Returns one of
 * `{ versions }` in the order of the events, `{ conflict: stream, version, open }`,
 * `{ unclosed: stream, command }`: all of a batch is recorded already, and the intent that it should close is still open.
 */
export const APPEND_FUNCTION = `
  CREATE FUNCTION append(batches jsonb) RETURNS jsonb
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    batch jsonb;
    event jsonb;
    last record;
    ids uuid[];
    recorded bigint;
    elsewhere boolean;
    head bigint;
    heads bigint[] := '{}';
    place int := 0;
    found_version bigint;
    new_arrival bigint;
    versions bigint[] := '{}';
  BEGIN
    -- In one order for everybody: nobody waits for somebody who waits for him.
    PERFORM pg_advisory_xact_lock(number)
      FROM (SELECT DISTINCT hashtextextended(value->>'stream', 734401) AS number
            FROM jsonb_array_elements(batches) ORDER BY 1) AS wanted;

    FOR batch IN SELECT value FROM jsonb_array_elements(batches) LOOP
      SELECT array_agg((value->>'id')::uuid) INTO ids FROM jsonb_array_elements(batch->'events');
      SELECT count(*), coalesce(bool_or(e.stream <> batch->>'stream'), false) INTO recorded, elsewhere
        FROM event_log.events e WHERE e.id = ANY (ids);
      IF elsewhere THEN
        RAISE EXCEPTION 'An id of these events is used in another stream than %', batch->>'stream'
          USING ERRCODE = 'unique_violation';
      END IF;
      SELECT e.version, e.id, e.type INTO last FROM event_log.events e
        WHERE e.stream = batch->>'stream' ORDER BY e.version DESC LIMIT 1;
      head := coalesce(last.version, 0);
      IF recorded = cardinality(ids) THEN
        IF last.type = 'CommandIntended' AND last.id = (batch->>'closes')::uuid THEN
          RETURN (SELECT jsonb_build_object('unclosed', o.stream, 'command', o.command)
                  FROM event_log.open_intents o WHERE o.stream = batch->>'stream');
        END IF;
      ELSIF (CASE WHEN last.type = 'CommandIntended' THEN last.id END) IS DISTINCT FROM (batch->>'closes')::uuid
          OR head <> (batch->>'expected')::bigint THEN
        RETURN jsonb_build_object('conflict', batch->>'stream', 'version', head,
                                  'open', coalesce(last.type = 'CommandIntended', false));
      END IF;
      heads := heads || head;
    END LOOP;

    FOR batch IN SELECT value FROM jsonb_array_elements(batches) LOOP
      place := place + 1;
      head := heads[place];
      FOR event IN SELECT value FROM jsonb_array_elements(batch->'events') LOOP
        SELECT e.version INTO found_version FROM event_log.events e WHERE e.id = (event->>'id')::uuid;
        IF found_version IS NOT NULL THEN
          versions := versions || found_version;
          CONTINUE;
        END IF;
        head := head + 1;
        versions := versions || head;
        INSERT INTO event_log.events (id, stream, version, type, actor_id, request_id, correlation_id, envelope, hash)
          VALUES ((event->>'id')::uuid, batch->>'stream', head, event->>'type', event->>'actorId', event->>'requestId',
                  event->>'correlationId', event->>'envelope', sha256(convert_to(event->>'envelope', 'UTF8')))
          RETURNING arrival INTO new_arrival;
        INSERT INTO event_log.unsealed VALUES (new_arrival);
      END LOOP;
      IF head = heads[place] THEN CONTINUE; END IF;
      IF batch->>'closes' IS NOT NULL THEN
        DELETE FROM event_log.open_intents o WHERE o.stream = batch->>'stream';
      END IF;
      IF event->>'type' = 'CommandIntended' THEN
        INSERT INTO event_log.open_intents VALUES (batch->>'stream', (event->>'id')::uuid, head, event->>'command',
          clock_timestamp() + make_interval(secs => (event->>'patienceMs')::numeric / 1000));
      END IF;
    END LOOP;
    RETURN jsonb_build_object('versions', versions);
  END $$;`
