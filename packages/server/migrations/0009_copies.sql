-- A tablet that turned out to be a copy of another has an install of its own (SYN-12): whose copy it is, and the claim that
-- repeats a lost answer.
alter table devices add column copy_of text;

-- next
alter table devices add column copy_claim text;

-- next
create index devices_copies on devices (restaurant_id, copy_of) where copy_of is not null;

-- next
alter table device_rows add column copy_of text generated always as (f ->> 'copyOf') stored;
