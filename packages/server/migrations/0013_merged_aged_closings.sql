-- With which order another one is served and paid, and with which one it was closed (ORD-1).
alter table orders
  add column merged_into uuid generated always as ((f ->> 'mergedInto')::uuid) stored,
  add column closed_with uuid generated always as ((f ->> 'closedWith')::uuid) stored;

-- next
-- Money off, money back and cancelled dishes on a device whose roles had aged, and whose PIN was typed beside it (SYN-25).
alter table voids add column aged_grant boolean generated always as ((f ->> 'agedGrant')::boolean) stored;

-- next
alter table refunds add column aged_grant boolean generated always as ((f ->> 'agedGrant')::boolean) stored;

-- next
alter table adjustments
  add column approved_by uuid generated always as ((f ->> 'approvedBy')::uuid) stored,
  add column aged_grant boolean generated always as ((f ->> 'agedGrant')::boolean) stored;

-- next
-- What a till knew when a drawer was counted (PAY-1).
alter table shift_closings
  add column taken_minor bigint generated always as ((f ->> 'takenMinor')::bigint) stored,
  add column refunded_minor bigint generated always as ((f ->> 'refundedMinor')::bigint) stored,
  add column missing jsonb generated always as (f -> 'missing') stored;
