-- The restaurant, its devices and keys, and who may see them.
-- One statement per part; parts are separated by a line which holds only "-- next" (see src/db/migration-files.ts).
-- Every tenant table: restaurant_id first in each key (TEN-1) and index (TEN-4), forced row-level security with one
-- policy (TEN-6), and only the grants the application needs (TEN-7).

-- Sets the tenant for the rest of the transaction. A function that executes SET LOCAL, because Citus forwards that
-- and not set_config(), and because a session's SET would leak through a pool (TEN-8).
create function set_tenant(tenant uuid) returns void
language plpgsql
as $$
begin
  execute format('set local app.restaurant_id = %L', tenant);
end
$$;

-- next
-- A restaurant is its own tenant. head counts the commits which changed a row; lineage the times history was restored.
create table restaurants (
  restaurant_id uuid primary key,
  slug text not null check (slug ~ '^[a-z0-9](-?[a-z0-9])*$' and length(slug) <= 63),
  name text not null check (name <> ''),
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  timezone text not null,
  lineage int not null default 1 check (lineage >= 1),
  head bigint not null default 0 check (head >= 0),
  journal_hash text,
  created_at timestamptz not null default now()
);

-- next
alter table restaurants enable row level security;

-- next
alter table restaurants force row level security;

-- next
create policy tenant on restaurants for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on restaurants to resto360_app;

-- next
-- One row per installation of the app. seen and tip_* are the engine's memory of the install's chain of ops; a series
-- numbers receipts and is never reused. An install is revoked, never deleted: its ops point to it.
create table devices (
  restaurant_id uuid not null references restaurants (restaurant_id),
  install text not null check (install <> ''),
  device_id uuid not null,
  kind text not null check (kind in ('pos', 'kitchen', 'office')),
  series text not null check (series <> ''),
  name text not null,
  token_hash text,
  seen jsonb not null default '[]',
  tip_seq int check (tip_seq >= 0),
  tip_hash text,
  clamp_stamp text,
  last_seen_at timestamptz,
  enrolled_at timestamptz not null default now(),
  revoked_at timestamptz,
  version bigint not null default 0 check (version >= 0),
  updated_at timestamptz not null default now(),
  primary key (restaurant_id, install),
  unique (restaurant_id, series)
);

-- next
create unique index devices_token on devices (restaurant_id, token_hash) where token_hash is not null;

-- next
create index devices_device on devices (restaurant_id, device_id);

-- next
create index devices_version on devices (restaurant_id, version);

-- next
alter table devices enable row level security;

-- next
alter table devices force row level security;

-- next
create policy tenant on devices for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on devices to resto360_app;

-- next
-- One-time codes (TEN-13): only the hash is kept; used_at and tries_left close a code before it expires.
create table enrolment_codes (
  restaurant_id uuid not null references restaurants (restaurant_id),
  code_hash text not null,
  kind text not null check (kind in ('pos', 'kitchen', 'office')),
  expires_at timestamptz not null,
  tries_left int not null default 5 check (tries_left >= 0),
  used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (restaurant_id, code_hash)
);

-- next
create index enrolment_codes_expiry on enrolment_codes (restaurant_id, expires_at);

-- next
alter table enrolment_codes enable row level security;

-- next
alter table enrolment_codes force row level security;

-- next
create policy tenant on enrolment_codes for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update, delete on enrolment_codes to resto360_app;

-- next
-- Keys of programs which read a restaurant's orders. Revoked, never deleted: the audit names them.
create table api_keys (
  restaurant_id uuid not null references restaurants (restaurant_id),
  key_hash text not null,
  name text not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  primary key (restaurant_id, key_hash)
);

-- next
alter table api_keys enable row level security;

-- next
alter table api_keys force row level security;

-- next
create policy tenant on api_keys for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on api_keys to resto360_app;

-- next
-- Reference tables, outside row-level security: what must be read before the tenant is known. They hold nothing but
-- the way to a restaurant, and are on the closed list of the catalogue test.
-- A device which enrols has only a short code: its hash leads to the restaurant, whose own row then decides.
create table enrolment_routes (
  code_hash text primary key,
  restaurant_id uuid not null,
  expires_at timestamptz not null
);

-- next
create index enrolment_routes_expiry on enrolment_routes (expires_at);

-- next
grant select, insert, delete on enrolment_routes to resto360_app;

-- next
-- The name in an address or on the command line leads to the restaurant; also what keeps slugs apart.
create table restaurant_slugs (
  slug text primary key,
  restaurant_id uuid not null unique
);

-- next
grant select, insert on restaurant_slugs to resto360_app;
