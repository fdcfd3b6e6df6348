/** Payments and the tickets they brought. A ticket has two codes: one in its QR code, one to admit with. */
export const sales = `
create table if not exists payments (
  id serial primary key,
  uuid text not null unique,
  user_id integer not null references users,
  cart_id integer references carts,
  cart_snapshot jsonb not null,
  amount numeric(10, 2) not null,
  payment_method text not null,
  status text not null check (status in ('pending', 'paid', 'failed', 'refunded')),
  transaction_id text,
  client_secret text,
  invoice_link text not null unique,
  paid_at timestamptz,
  refunded_at timestamptz,
  refunded_amount numeric(10, 2),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index if not exists payments_user on payments (user_id);
create index if not exists payments_transaction on payments (transaction_id);
create table if not exists tickets (
  id serial primary key,
  token text not null unique,
  qr_token text not null unique,
  payment_id integer not null references payments,
  user_id integer not null references users,
  product_id integer not null references products,
  product_snapshot jsonb not null,
  status text not null check (status in ('issued', 'used', 'refunded', 'cancelled')),
  used_at timestamptz,
  refunded_at timestamptz,
  cancelled_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index if not exists tickets_payment on tickets (payment_id);
create index if not exists tickets_user on tickets (user_id);
create index if not exists tickets_product on tickets (product_id);`
