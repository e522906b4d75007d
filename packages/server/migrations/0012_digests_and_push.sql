-- To whom a house's daily digest goes, and in which language it speaks (NOT-5).
alter table settings add column digest_emails jsonb generated always as (f -> 'digestEmails') stored;

-- next
alter table settings add column language text generated always as (f ->> 'language') stored;

-- next
-- One row per day on which a digest was due: whoever inserts it sends. sent_at stays empty where there was nothing to say.
create table digests (
  restaurant_id uuid not null references restaurants (restaurant_id),
  day date not null,
  sent_at timestamptz,
  primary key (restaurant_id, day)
);

-- next
alter table digests enable row level security;

-- next
alter table digests force row level security;

-- next
create policy tenant on digests for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update, delete on digests to resto360_app;

-- next
-- Which browsers want to be told with the page closed (NOT-6): the address that their push service gave, and the keys to
-- write to it. One per install. told_until: what opened up to then was pushed; after a failure, when the next try is.
create table push_subscriptions (
  restaurant_id uuid not null,
  install text not null,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  language text not null,
  subscribed_at timestamptz not null,
  failures int not null default 0 check (failures >= 0),
  next_try_at timestamptz,
  told_until timestamptz not null,
  primary key (restaurant_id, install),
  foreign key (restaurant_id, install) references devices (restaurant_id, install)
);

-- next
alter table push_subscriptions enable row level security;

-- next
alter table push_subscriptions force row level security;

-- next
create policy tenant on push_subscriptions for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update, delete on push_subscriptions to resto360_app;
