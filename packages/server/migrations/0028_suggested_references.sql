-- What a claim's reference may have been meant to be, as people are shown it (PAY-19). The index is for taking it off the others
-- once its money counts.
alter table offline_payment_queue
  add column suggested text,
  add column suggested_at timestamptz,
  add constraint offline_payment_queue_suggested_check check ((suggested is null) = (suggested_at is null));

-- next
create index offline_payment_queue_suggested on offline_payment_queue (restaurant_id, suggested) where suggested is not null;

-- next
-- The money of an attempt by the id that its customer's message shows, where it counts.
create index offline_payment_queue_operator_txn on offline_payment_queue (restaurant_id, operator_txn)
  where operator_txn is not null and status in ('succeeded', 'verified', 'attested', 'late_success');

-- next
alter table payment_attempts
  add column suggested text generated always as (f ->> 'suggested') stored,
  add column suggested_at bigint generated always as ((f ->> 'suggestedAt')::bigint) stored;
