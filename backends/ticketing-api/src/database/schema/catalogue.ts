/** Products: English in the base row, the other languages beside it. Stock may go below zero. */
export const catalogue = `
create table if not exists products (
  id serial primary key,
  name varchar(255) not null,
  price numeric(10, 2) not null,
  sale numeric(5, 2),
  stock_quantity integer not null,
  details jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create table if not exists product_translations (
  product_id integer not null references products,
  locale text not null,
  name varchar(255) not null,
  details jsonb not null,
  primary key (product_id, locale)
);`
