/** People, how they sign in, and the changes they have asked for. */
export const accounts = `
create table if not exists users (
  id serial primary key,
  firstname varchar(100) not null,
  lastname varchar(100) not null,
  email varchar(255) not null,
  password_hash text not null,
  role text not null check (role in ('admin', 'employee', 'user')),
  is_active boolean not null default true,
  email_verified_at timestamptz,
  twofa_secret text,
  recovery_codes text[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index if not exists users_email on users (lower(email));
create table if not exists access_tokens (
  id serial primary key,
  user_id integer not null references users,
  token_hash text not null,
  created_at timestamptz not null
);
create index if not exists access_tokens_user on access_tokens (user_id);
create table if not exists two_factor_setups (
  user_id integer primary key references users,
  secret text not null,
  expires_at timestamptz not null
);
create table if not exists password_resets (
  email text primary key,
  token_hash text not null,
  created_at timestamptz not null
);
create table if not exists email_changes (
  id serial primary key,
  user_id integer not null unique references users,
  old_email text not null,
  new_email text not null,
  token_hash text not null unique,
  confirmed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create table if not exists application_keys (
  name text primary key,
  value text not null
);`
