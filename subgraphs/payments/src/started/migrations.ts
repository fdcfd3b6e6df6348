// The tables of this subgraph. The first holds what was asked for when a payment was started, which the backend tells
// nobody.
import { inboxMigrations } from '../webhook/inbox.migrations.js'

/** In order; for `migrate` of service-kit, schema `payments`. */
export const paymentsMigrations = [
  {
    name: '001-started-payments',
    sql: `
      CREATE TABLE started_payments (
        uuid uuid PRIMARY KEY,
        user_id bigint NOT NULL,
        cart_id bigint NOT NULL,
        intent_id text NOT NULL UNIQUE,
        lines_fingerprint text NOT NULL,
        sealed_token text NOT NULL,
        amount_minor_units bigint NOT NULL,
        created_at timestamptz NOT NULL,
        superseded_at timestamptz,
        cart_emptied_at timestamptz,
        cart_kept_at timestamptz
      );
      CREATE INDEX started_payments_of_cart ON started_payments (cart_id, created_at);
      COMMENT ON COLUMN started_payments.sealed_token IS
        'the payer''s token of the ticketing backend, encrypted: the cart is emptied with it';
      COMMENT ON COLUMN started_payments.cart_kept_at IS
        'when the payment succeeded and the cart was left as it was, because it had changed';
    `,
    grants: (role: string) => `GRANT SELECT, INSERT, UPDATE ON started_payments TO ${role}`,
  },
  {
    name: '002-method',
    sql: `
      ALTER TABLE started_payments ADD COLUMN method text CHECK (method IN ('STRIPE', 'PAYPAL', 'FREE'));
      COMMENT ON COLUMN started_payments.method IS
        'how the payer asked to pay; null for payments that were started before this was kept';
    `,
  },
  ...inboxMigrations,
] as const
