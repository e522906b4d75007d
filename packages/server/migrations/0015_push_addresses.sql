-- An address of a push service is one browser's, and so one device's of one house (NOT-6). When its browser is enrolled
-- in another house, what the former one has of it must go: no house may see, or wait for, a row of another.

-- next
-- For the owner of the tables alone, who acts in the function below and nowhere else: the application's own policy, and
-- what it is granted, stay as they are.
create policy address_is_read on push_subscriptions for select to resto360_migrator using (true);

-- next
create policy address_is_released on push_subscriptions for delete to resto360_migrator using (true);

-- next
delete from push_subscriptions a using push_subscriptions b
 where a.endpoint = b.endpoint
   and (a.subscribed_at, a.restaurant_id, a.install) < (b.subscribed_at, b.restaurant_id, b.install);

-- next
create unique index push_subscriptions_endpoint on push_subscriptions (endpoint);

-- next
-- Lets go of an address, in whichever house it is. Who knows it has it from the browser: nobody can guess one, and
-- nothing is answered. Two who bring the same one wait for each other.
create function release_push_address(address text) returns void
language plpgsql
security definer
set search_path = public, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(address, 12));
  delete from push_subscriptions where endpoint = address;
end
$$;

-- next
revoke all on function release_push_address(text) from public;

-- next
grant execute on function release_push_address(text) to resto360_app;

-- next
-- What was told last, and what opens next: by the notices themselves, whatever the clocks of the servers say.
create index exception_notices_opened on exception_notices (restaurant_id, opened_at);
