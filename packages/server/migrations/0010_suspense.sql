-- What was written without the right any more (SYN-25): it counts, and stands apart for a person.
create table suspense (
  restaurant_id uuid not null,
  id uuid not null,
  version bigint not null,
  st text not null,
  sv bigint not null,
  extra jsonb,
  f jsonb not null,
  install text generated always as (f ->> 'install') stored,
  kind text generated always as (f ->> 'kind') stored,
  actor text generated always as (f ->> 'actor') stored,
  why text generated always as (f ->> 'why') stored,
  orders jsonb generated always as (f -> 'orders') stored,
  rows jsonb generated always as (f -> 'rows') stored,
  amount_minor bigint generated always as ((f ->> 'amountMinor')::bigint) stored,
  primary key (restaurant_id, id)
);

-- next
create index suspense_version on suspense (restaurant_id, version);

-- next
alter table suspense enable row level security;

-- next
alter table suspense force row level security;

-- next
create policy tenant on suspense for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on suspense to resto360_app;
