-- The rows of the restaurant: one table per collection of the catalog, named like it, and the journal of ops.
-- One statement per part; parts are separated by a line which holds only "-- next" (see src/db/migration-files.ts).
-- src/db/collections.pg.test.ts compares these tables with the catalog's schemas, field by field.
--
-- Columns are the fields in snake case; a status takes two (epoch, rank). What is not a key is nullable and nothing
-- points to another row: anything may arrive first (SYN-6). NULL means "never written", but for the fields that
-- extra.n holds, which were written as null. Rows are never deleted.
--   version      of the commit that last changed the row; pulls go by it
--   st, sv       the mark and the version of most of its cells
--   extra        {sx, fv: marks and versions of the other cells; alt: settled values that lost; n: written nulls}
--   tree_version of the commit that last changed the order or something of it (SYN-3)
-- Times that a device claims ("…_at", "at") are bigint, milliseconds since 1970: the schema's shapes know whole
-- numbers only, they are shown and never compared (SYN-5), and they go out in the very milliseconds they came in.

create table settings (
  restaurant_id uuid not null,
  id uuid not null,
  born boolean,
  name text,
  currency text,
  timezone text,
  service_charge_bp bigint,
  cash_rounding_minor bigint,
  receipt_header text,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index settings_version on settings (restaurant_id, version);

-- next
alter table settings enable row level security;

-- next
alter table settings force row level security;

-- next
create policy tenant on settings for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on settings to resto360_app;

-- next
create table staff (
  restaurant_id uuid not null,
  id uuid not null,
  born boolean,
  name text,
  role text,
  pin_hash text,
  active boolean,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index staff_version on staff (restaurant_id, version);

-- next
alter table staff enable row level security;

-- next
alter table staff force row level security;

-- next
create policy tenant on staff for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on staff to resto360_app;

-- next
create table areas (
  restaurant_id uuid not null,
  id uuid not null,
  born boolean,
  name text,
  position bigint,
  deleted boolean,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index areas_version on areas (restaurant_id, version);

-- next
alter table areas enable row level security;

-- next
alter table areas force row level security;

-- next
create policy tenant on areas for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on areas to resto360_app;

-- next
create table tables (
  restaurant_id uuid not null,
  id uuid not null,
  born boolean,
  area uuid,
  name text,
  seats bigint,
  position bigint,
  deleted boolean,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index tables_version on tables (restaurant_id, version);

-- next
alter table tables enable row level security;

-- next
alter table tables force row level security;

-- next
create policy tenant on tables for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on tables to resto360_app;

-- next
create table stations (
  restaurant_id uuid not null,
  id uuid not null,
  born boolean,
  name text,
  position bigint,
  deleted boolean,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index stations_version on stations (restaurant_id, version);

-- next
alter table stations enable row level security;

-- next
alter table stations force row level security;

-- next
create policy tenant on stations for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on stations to resto360_app;

-- next
create table categories (
  restaurant_id uuid not null,
  id uuid not null,
  born boolean,
  name text,
  position bigint,
  deleted boolean,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index categories_version on categories (restaurant_id, version);

-- next
alter table categories enable row level security;

-- next
alter table categories force row level security;

-- next
create policy tenant on categories for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on categories to resto360_app;

-- next
create table items (
  restaurant_id uuid not null,
  id uuid not null,
  born boolean,
  category uuid,
  name text,
  price_minor bigint,
  tax_bp bigint,
  tax_included boolean,
  station uuid,
  modifier_groups jsonb,
  emoji text,
  position bigint,
  deleted boolean,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index items_version on items (restaurant_id, version);

-- next
alter table items enable row level security;

-- next
alter table items force row level security;

-- next
create policy tenant on items for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on items to resto360_app;

-- next
create table modifier_groups (
  restaurant_id uuid not null,
  id uuid not null,
  born boolean,
  name text,
  min bigint,
  max bigint,
  position bigint,
  deleted boolean,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index modifier_groups_version on modifier_groups (restaurant_id, version);

-- next
alter table modifier_groups enable row level security;

-- next
alter table modifier_groups force row level security;

-- next
create policy tenant on modifier_groups for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on modifier_groups to resto360_app;

-- next
create table modifiers (
  restaurant_id uuid not null,
  id uuid not null,
  born boolean,
  "group" uuid,
  name text,
  price_minor bigint,
  position bigint,
  deleted boolean,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index modifiers_version on modifiers (restaurant_id, version);

-- next
alter table modifiers enable row level security;

-- next
alter table modifiers force row level security;

-- next
create policy tenant on modifiers for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on modifiers to resto360_app;

-- next
create table drawers (
  restaurant_id uuid not null,
  id uuid not null,
  born boolean,
  name text,
  deleted boolean,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index drawers_version on drawers (restaurant_id, version);

-- next
alter table drawers enable row level security;

-- next
alter table drawers force row level security;

-- next
create policy tenant on drawers for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on drawers to resto360_app;

-- next
create table item_availability (
  restaurant_id uuid not null,
  id uuid not null,
  born boolean,
  sold_out boolean,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index item_availability_version on item_availability (restaurant_id, version);

-- next
alter table item_availability enable row level security;

-- next
alter table item_availability force row level security;

-- next
create policy tenant on item_availability for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on item_availability to resto360_app;

-- next
create table orders (
  restaurant_id uuid not null,
  id uuid not null,
  born boolean,
  opened_by uuid,
  opened_at bigint,
  kind text,
  currency text,
  service_charge_bp bigint,
  cash_rounding_minor bigint,
  "table" uuid,
  label text,
  covers bigint,
  note text,
  status_epoch int,
  status_rank text,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  tree_version bigint,
  primary key (restaurant_id, id)
);

-- next
create index orders_version on orders (restaurant_id, version);

-- next
create index orders_tree_version on orders (restaurant_id, tree_version);

-- next
create index orders_open on orders (restaurant_id, "table") where status_rank is distinct from 'closed';

-- next
alter table orders enable row level security;

-- next
alter table orders force row level security;

-- next
create policy tenant on orders for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on orders to resto360_app;

-- next
create table order_lines (
  restaurant_id uuid not null,
  id uuid not null,
  born boolean,
  "order" uuid,
  added_by uuid,
  added_at bigint,
  item uuid,
  name text,
  unit_price_minor bigint,
  tax_bp bigint,
  tax_included boolean,
  station uuid,
  modifiers jsonb,
  quantity bigint,
  seat bigint,
  note text,
  status_epoch int,
  status_rank text,
  removed boolean,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index order_lines_version on order_lines (restaurant_id, version);

-- next
create index order_lines_order on order_lines (restaurant_id, "order");

-- next
alter table order_lines enable row level security;

-- next
alter table order_lines force row level security;

-- next
create policy tenant on order_lines for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on order_lines to resto360_app;

-- next
create table voids (
  restaurant_id uuid not null,
  id uuid not null,
  "order" uuid,
  line uuid,
  quantity bigint,
  reason text,
  by uuid,
  approved_by uuid,
  at bigint,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index voids_version on voids (restaurant_id, version);

-- next
create index voids_order on voids (restaurant_id, "order");

-- next
alter table voids enable row level security;

-- next
alter table voids force row level security;

-- next
create policy tenant on voids for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on voids to resto360_app;

-- next
create table adjustments (
  restaurant_id uuid not null,
  id uuid not null,
  "order" uuid,
  line uuid,
  kind text,
  share_bp bigint,
  amount_minor bigint,
  reason text,
  by uuid,
  at bigint,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index adjustments_version on adjustments (restaurant_id, version);

-- next
create index adjustments_order on adjustments (restaurant_id, "order");

-- next
alter table adjustments enable row level security;

-- next
alter table adjustments force row level security;

-- next
create policy tenant on adjustments for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on adjustments to resto360_app;

-- next
create table shift_openings (
  restaurant_id uuid not null,
  id uuid not null,
  drawer uuid,
  float_minor bigint,
  opened_by uuid,
  install text,
  at bigint,
  implied boolean,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index shift_openings_version on shift_openings (restaurant_id, version);

-- next
alter table shift_openings enable row level security;

-- next
alter table shift_openings force row level security;

-- next
create policy tenant on shift_openings for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on shift_openings to resto360_app;

-- next
create table shift_closings (
  restaurant_id uuid not null,
  id uuid not null,
  shift uuid,
  drawer uuid,
  counted_minor bigint,
  closed_by uuid,
  at bigint,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index shift_closings_version on shift_closings (restaurant_id, version);

-- next
alter table shift_closings enable row level security;

-- next
alter table shift_closings force row level security;

-- next
create policy tenant on shift_closings for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on shift_closings to resto360_app;

-- next
create table payments (
  restaurant_id uuid not null,
  id uuid not null,
  "order" uuid,
  bill uuid,
  shift uuid,
  method text,
  amount_minor bigint,
  tendered_minor bigint,
  change_minor bigint,
  currency text,
  by uuid,
  at bigint,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index payments_version on payments (restaurant_id, version);

-- next
create index payments_order on payments (restaurant_id, "order");

-- next
alter table payments enable row level security;

-- next
alter table payments force row level security;

-- next
create policy tenant on payments for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on payments to resto360_app;

-- next
create table receipts (
  restaurant_id uuid not null,
  id uuid not null,
  number text,
  "order" uuid,
  payment uuid,
  lines jsonb,
  total_minor bigint,
  by uuid,
  at bigint,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index receipts_version on receipts (restaurant_id, version);

-- next
create index receipts_order on receipts (restaurant_id, "order");

-- next
alter table receipts enable row level security;

-- next
alter table receipts force row level security;

-- next
create policy tenant on receipts for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on receipts to resto360_app;

-- next
create table conflicts (
  restaurant_id uuid not null,
  id uuid not null,
  "collection" text,
  "row" uuid,
  field text,
  kept_json text,
  lost_json text,
  kept_by text,
  lost_by text,
  kept_mark text,
  lost_mark text,
  rule text,
  needs_person text,
  op uuid,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index conflicts_version on conflicts (restaurant_id, version);

-- next
create index conflicts_row on conflicts (restaurant_id, "row");

-- next
alter table conflicts enable row level security;

-- next
alter table conflicts force row level security;

-- next
create policy tenant on conflicts for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on conflicts to resto360_app;

-- next
create table quarantine (
  restaurant_id uuid not null,
  id uuid not null,
  install text,
  kind text,
  code text,
  actor text,
  stamp text,
  orders jsonb,
  amount_minor bigint,
  state text,
  settled_version bigint,
  settled_by text,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index quarantine_version on quarantine (restaurant_id, version);

-- next
alter table quarantine enable row level security;

-- next
alter table quarantine force row level security;

-- next
create policy tenant on quarantine for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on quarantine to resto360_app;

-- next
-- What every device may know of the others. The table devices beside it is the engine's own: tokens, chains, series.
create table device_rows (
  restaurant_id uuid not null,
  id uuid not null,
  install text,
  kind text,
  series text,
  name text,
  revoked text,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  primary key (restaurant_id, id)
);

-- next
create index device_rows_version on device_rows (restaurant_id, version);

-- next
alter table device_rows enable row level security;

-- next
alter table device_rows force row level security;

-- next
create policy tenant on device_rows for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on device_rows to resto360_app;

-- next
-- The journal: every op as it came, its place in the chain of its install and of the restaurant, and the verdict.
-- month is the month of the id's own UUIDv7 time (src/db/op-month.ts), so that one op always meets one partition
-- (TEN-4); ids without a time, or with an absurd one, have 1970-01-01 and live in the default partition. Partitions by
-- month are made at the server's start (src/db/op-partitions.ts). The application reads and writes through ops only.
create table ops (
  restaurant_id uuid not null,
  month date not null,
  id uuid not null,
  version bigint not null,
  position int not null,
  install text not null,
  seq bigint not null,
  prev text not null,
  link text not null,
  body text not null,
  kind text not null,
  actor text not null,
  stamp text not null,
  effective text,
  verdict text not null check (verdict in ('ok', 'quarantined', 'rejected')),
  code text,
  received_at timestamptz(3) not null,
  chain text not null,
  primary key (restaurant_id, month, id)
) partition by range (month);

-- next
create index ops_version on ops (restaurant_id, version, position);

-- next
alter table ops enable row level security;

-- next
alter table ops force row level security;

-- next
create policy tenant on ops for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
-- No update, no delete: the journal only grows.
grant select, insert on ops to resto360_app;

-- next
create table ops_default partition of ops default;

-- next
alter table ops_default enable row level security;

-- next
alter table ops_default force row level security;

-- next
create policy tenant on ops_default for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
-- A device's numbers have no ceiling of their own.
alter table devices alter column tip_seq type bigint;
