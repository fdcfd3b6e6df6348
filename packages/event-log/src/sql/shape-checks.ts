// What must hold over many rows; each statement gives the first place where it does not, or nothing.

export const SHAPE_CHECKS = [
  {
    kind: 'versions',
    sql: `SELECT stream AS found FROM event_log.events
      GROUP BY stream HAVING min(version) <> 1 OR max(version) <> count(*) ORDER BY min(arrival) LIMIT 1`,
  },
  {
    kind: 'positions',
    sql: `SELECT 'position ' || place AS found
      FROM (SELECT position, row_number() OVER (ORDER BY position) AS place FROM event_log.positions) counted
      WHERE position <> place ORDER BY place LIMIT 1`,
  },
  {
    kind: 'copies',
    sql: `SELECT 'position ' || p.position AS found
      FROM event_log.positions p LEFT JOIN event_log.events e USING (arrival)
      WHERE (e.stream, e.type, e.actor_id, e.request_id, e.correlation_id, e.recorded_at)
        IS DISTINCT FROM (p.stream, p.type, p.actor_id, p.request_id, p.correlation_id, p.recorded_at)
      ORDER BY p.position LIMIT 1`,
  },
  {
    kind: 'queue',
    sql: `SELECT 'event ' || e.id AS found
      FROM event_log.events e LEFT JOIN event_log.positions p USING (arrival)
        LEFT JOIN event_log.unsealed u USING (arrival)
      WHERE (p.arrival IS NULL) = (u.arrival IS NULL) ORDER BY e.arrival LIMIT 1`,
  },
  {
    kind: 'open intents',
    sql: `SELECT coalesce(o.stream, l.stream) AS found
      FROM event_log.open_intents o FULL JOIN (
        SELECT i.stream, i.version, i.id FROM event_log.events i
        WHERE i.type = 'CommandIntended' AND NOT EXISTS
          (SELECT FROM event_log.events n WHERE n.stream = i.stream AND n.version = i.version + 1)
      ) l USING (stream, version, id)
      WHERE o.stream IS NULL OR l.stream IS NULL LIMIT 1`,
  },
] as const
