-- How each device said it is when it last spoke (TEN-13): what the office looks at. No rows of devices: nothing of it
-- syncs or raises a version. One row per install, written over.
create table device_health (
  restaurant_id uuid not null,
  install text not null,
  reported_at timestamptz not null,
  unsent int not null check (unsent >= 0),
  oldest_unsent_ms bigint check (oldest_unsent_ms >= 0),
  skew_ms bigint not null,
  persisted boolean,
  usage_bytes bigint check (usage_bytes >= 0),
  quota_bytes bigint check (quota_bytes >= 0),
  app_version text not null,
  leads boolean not null,
  primary key (restaurant_id, install),
  foreign key (restaurant_id, install) references devices (restaurant_id, install)
);

-- next
alter table device_health enable row level security;

-- next
alter table device_health force row level security;

-- next
create policy tenant on device_health for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on device_health to resto360_app;
