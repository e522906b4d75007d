-- What has to be processed to get money over rails (PAY-10): the truth, of which a job is only a wake-up and payment_attempts
-- only what tills are told. Times are the server's.
create table payment_accounts (
  restaurant_id uuid not null references restaurants (restaurant_id),
  account_id text not null check (account_id ~ '^[a-z0-9-]{1,40}$'),
  rail text not null,
  provider text not null,
  name text not null,
  country char(2) not null,
  environment text not null check (environment in ('live', 'sandbox', 'simulator')),
  base_url text not null,
  webhook_url text,
  settings jsonb not null default '{}',
  -- Envelope-encrypted, one field by one: restaurant, account and field are what each is bound to (TEN-20).
  secrets jsonb not null default '{}',
  position int not null default 0,
  is_active boolean not null default true,
  updated_at timestamptz not null default now(),
  primary key (restaurant_id, account_id),
  unique (restaurant_id, rail)
);

-- next
alter table payment_accounts enable row level security;

-- next
alter table payment_accounts force row level security;

-- next
create policy tenant on payment_accounts for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on payment_accounts to resto360_app;

-- next
create table offline_payment_queue (
  restaurant_id uuid not null references restaurants (restaurant_id),
  id uuid not null,
  "order" uuid not null,
  payment uuid not null,
  kind text not null check (kind in ('push', 'checkout', 'claim')),
  rail text not null,
  provider text not null,
  account text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  payer text,
  operator text,
  reference text,
  asked_at timestamptz not null,
  valid_until timestamptz,
  status text not null,
  sends int not null check (sends >= 0),
  ambiguous_sends int not null check (ambiguous_sends >= 0),
  last_send_at timestamptz,
  failure text,
  accepted_minor bigint not null default 0 check (accepted_minor >= 0),
  reversed_minor bigint not null default 0 check (reversed_minor >= 0),
  grade text check (grade in ('provider', 'attested')),
  is_cancel_asked boolean not null default false,
  is_replaced boolean not null default false,
  -- What the provider gave us to read by, and what the customer is to be shown.
  metadata jsonb not null default '{}',
  provider_request uuid not null,
  provider_txn text,
  operator_txn text,
  fee_minor bigint,
  version bigint not null check (version >= 1),
  retry_count int not null default 0 check (retry_count >= 0),
  status_since timestamptz not null,
  last_retry_at timestamptz,
  next_retry_at timestamptz,
  note text,
  -- Whose hands it is in. The token rises with every taking: an older holder stores nothing more.
  lease_owner text,
  lease_token bigint not null default 0,
  lease_until timestamptz,
  is_woken boolean not null default false,
  -- The version that tills were told last.
  told_version bigint not null default 0,
  created_at timestamptz not null default now(),
  primary key (restaurant_id, id)
);

-- next
create index offline_payment_queue_due on offline_payment_queue (restaurant_id, next_retry_at) where next_retry_at is not null;

-- next
create index offline_payment_queue_order on offline_payment_queue (restaurant_id, "order");

-- next
create index offline_payment_queue_untold on offline_payment_queue (restaurant_id, id) where told_version < version;

-- next
create index offline_payment_queue_listed on offline_payment_queue (restaurant_id, asked_at desc, id);

-- next
create index offline_payment_queue_request on offline_payment_queue (restaurant_id, provider_request);

-- next
-- Of all attempts, one has the money that a provider knows by this id (PAY-16).
create unique index offline_payment_queue_money on offline_payment_queue (restaurant_id, provider, account, provider_txn)
  where provider_txn is not null;

-- next
alter table offline_payment_queue enable row level security;

-- next
alter table offline_payment_queue force row level security;

-- next
create policy tenant on offline_payment_queue for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert, update on offline_payment_queue to resto360_app;

-- next
-- What happened to an attempt, for the record: never changed, never deleted.
create table payment_events (
  restaurant_id uuid not null references restaurants (restaurant_id),
  attempt uuid not null,
  version bigint not null,
  place int not null,
  at timestamptz not null,
  call text not null check (call in ('send', 'read', 'verify', 'cancel', 'decision', 'lease')),
  told text not null,
  from_status text not null,
  to_status text not null,
  primary key (restaurant_id, attempt, version, place)
);

-- next
alter table payment_events enable row level security;

-- next
alter table payment_events force row level security;

-- next
create policy tenant on payment_events for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert on payment_events to resto360_app;

-- next
-- Calls of providers, kept before they are answered; a copy of one is known by its key (PAY-14). The body is what was
-- signed, kept for a dispute; nothing in it is believed.
create table payment_webhooks (
  restaurant_id uuid not null references restaurants (restaurant_id),
  account_id text not null,
  event_key text not null,
  body bytea not null,
  received_at timestamptz not null,
  primary key (restaurant_id, account_id, event_key)
);

-- next
create index payment_webhooks_received on payment_webhooks (restaurant_id, received_at);

-- next
alter table payment_webhooks enable row level security;

-- next
alter table payment_webhooks force row level security;

-- next
create policy tenant on payment_webhooks for all
  using (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid)
  with check (restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid);

-- next
grant select, insert on payment_webhooks to resto360_app;
