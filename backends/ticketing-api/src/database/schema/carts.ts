/**
 * A cart a user, and carts of guests that lapse. A cart may not hold a product twice, but no
 * constraint says so: the cart's row is locked instead, so that FAITHFUL_RACES can do without.
 */
export const carts = `
create table if not exists carts (
  id serial primary key,
  user_id integer not null unique references users
);
create table if not exists cart_items (
  id serial primary key,
  cart_id integer not null references carts,
  product_id integer not null references products,
  quantity integer not null
);
create index if not exists cart_items_cart on cart_items (cart_id);
create table if not exists guest_carts (
  id uuid primary key,
  expires_at timestamptz not null
);
create table if not exists guest_cart_items (
  position serial,
  guest_cart_id uuid not null references guest_carts on delete cascade,
  product_id integer not null references products,
  quantity integer not null,
  primary key (guest_cart_id, product_id)
);`
