-- An address of a push service is one browser's, and so one device's of one house (NOT-6): whoever brought it last has it.
-- Read before anybody's subscription is believed. Nothing in here is a secret, nor says what an address is.
create table push_addresses (
  address_hash text primary key,
  restaurant_id uuid not null,
  install text not null
);

-- next
grant select, insert, update, delete on push_addresses to resto360_app;

-- next
-- The subscriptions there are. Each house by itself, because nobody sees another's rows.
do $$
declare
  house uuid;
begin
  for house in select restaurant_id from restaurant_slugs loop
    perform set_tenant(house);
    insert into push_addresses
      select encode(sha256(convert_to(endpoint, 'UTF8')), 'hex'), restaurant_id, install
        from push_subscriptions where restaurant_id = house
       order by subscribed_at desc
          on conflict do nothing;
  end loop;
  perform set_config('app.restaurant_id', '', true);
end
$$;

-- next
-- What was told last, and what opens next: by the notices themselves, whatever the clocks of the servers say.
create index exception_notices_opened on exception_notices (restaurant_id, opened_at);
