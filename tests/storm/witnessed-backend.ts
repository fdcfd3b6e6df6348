// The stand-in, racing as the existing backend does, with the Stripe double: in a process and over a database of their
// own that nobody kills. The database itself writes down each deed, however it came about.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BackendsSettings, ChildMessage } from '@ticketing/standalone'
import pg from 'pg'
import { createDatabase } from '../journey/platform.js'

const MODULE = fileURLToPath(
  import.meta.resolve('@ticketing/standalone').replace(/index\.js$/, 'backends-child.js'),
)

/** Kept by triggers: a deed that is done twice stands there twice. */
const WITNESS = `
  CREATE TABLE witness (deed text NOT NULL);
  CREATE FUNCTION see_payment() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      INSERT INTO witness VALUES ('started ' || NEW.uuid);
    ELSIF NEW.status = 'paid' AND NEW.paid_at IS DISTINCT FROM OLD.paid_at THEN
      INSERT INTO witness VALUES ('succeeded ' || NEW.uuid);
    ELSIF NEW.status = 'failed' AND OLD.status <> 'failed' THEN
      INSERT INTO witness VALUES ('failed ' || NEW.uuid);
    ELSIF NEW.refunded_amount IS DISTINCT FROM OLD.refunded_amount THEN
      INSERT INTO witness VALUES ('refunded ' || NEW.uuid || ' ' || (NEW.refunded_amount * 100)::bigint);
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER see_payment AFTER INSERT OR UPDATE ON payments FOR EACH ROW EXECUTE FUNCTION see_payment();
  CREATE FUNCTION see_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      INSERT INTO witness VALUES ('issued ' || NEW.id);
    ELSIF NEW.status = 'used' THEN
      INSERT INTO witness VALUES ('admitted ' || NEW.token);
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER see_ticket AFTER INSERT OR UPDATE ON tickets FOR EACH ROW EXECUTE FUNCTION see_ticket();`

/** Payments of the storm that are paid, and have more or fewer tickets than were paid for. */
const WRONG_SETS = `
  SELECT payments.uuid, sold.quantity, count(tickets.id)::int AS tickets
  FROM payments
  JOIN witness ON deed = 'succeeded ' || payments.uuid
  CROSS JOIN LATERAL (
    SELECT sum((line->>'quantity')::int)::int AS quantity
    FROM jsonb_array_elements(payments.cart_snapshot->'lines') AS line
  ) AS sold
  LEFT JOIN tickets ON tickets.payment_id = payments.id
  GROUP BY payments.uuid, sold.quantity HAVING count(tickets.id) <> sold.quantity`

export interface WitnessedBackend {
  readonly ticketingApiUrl: string
  readonly stripeUrl: string
  /** What a gateway must know to be trusted. */
  readonly secrets: Readonly<Record<'stripeKey' | 'stripeWebhook' | 'ticketingWebhook', string>>
  /** Where webhooks go from now on; those that wait go there at once. */
  sendWebhooksTo(url: string): void
  /** How often each deed was done since it was started. */
  deeds(): Promise<ReadonlyMap<string, number>>
  /** Payments whose tickets are not exactly those that were paid for. */
  wrongSets(): Promise<readonly unknown[]>
  emailOf(userId: string): Promise<string>
  close(): Promise<void>
}

const SECRETS = {
  stripeKey: 'sk_test_storm',
  stripeWebhook: 'whsec_storm',
  ticketingWebhook: 'whsec_storm_backend',
}

const settingsFor = (databaseUrl: string, dataDir: string): BackendsSettings => ({
  ticketingApi: {
    port: 0,
    host: '127.0.0.1',
    databaseUrl,
    dataDir: path.join(dataDir, 'ticketing-api'),
    stripeSecretKey: SECRETS.stripeKey,
    webhookSecret: SECRETS.ticketingWebhook,
    frontendUrl: 'http://localhost:3000',
    throttlePerMinute: 1_000_000,
    faithfulRaces: true,
    log: 'silent',
  },
  stripeDouble: {
    port: 0,
    host: '127.0.0.1',
    dataDir: path.join(dataDir, 'stripe-double'),
    webhookSecret: SECRETS.stripeWebhook,
  },
})

async function forkBackends(settings: BackendsSettings) {
  const child = fork(MODULE, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const exited = once(child, 'exit')
  child.send(settings)
  const [message] = (await once(child, 'message')) as [ChildMessage]
  if ('failed' in message) throw new Error(message.failed)
  const close = async () => {
    child.kill('SIGTERM')
    await exited
  }
  return { child, ready: message.ready, close }
}

export async function startWitnessedBackend(): Promise<WitnessedBackend> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'ticketing-storm-backend-'))
  const database = await createDatabase()
  const { child, ready, close } = await forkBackends(settingsFor(database.url, dataDir))
  const client = new pg.Client({ connectionString: database.url })
  client.on('error', () => undefined)
  await client.connect()
  await client.query(WITNESS)
  return {
    ...ready,
    secrets: SECRETS,
    sendWebhooksTo: (webhookUrl) => void child.send({ webhookUrl }),
    async deeds() {
      const { rows } = await client.query<{ deed: string; times: number }>(
        'SELECT deed, count(*)::int AS times FROM witness GROUP BY deed',
      )
      return new Map(rows.map(({ deed, times }) => [deed, times]))
    },
    wrongSets: async () => (await client.query(WRONG_SETS)).rows,
    async emailOf(userId) {
      const { rows } = await client.query('SELECT email FROM users WHERE id = $1', [userId])
      return String(rows[0]?.email)
    },
    async close() {
      await client.end()
      await close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
