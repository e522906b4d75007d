-- Enrolment: five tries count against the code that was meant, and a lost answer can be asked for again (TEN-13).
-- A code is found by its first half, whose hash is the route (enrolment_routes.code_hash holds it too); code_hash is a
-- slow hash of the whole. claim_hash is the secret of the device that used the code, install what it became.
alter table enrolment_codes add column route_hash text not null;

-- next
alter table enrolment_codes add column claim_hash text;

-- next
alter table enrolment_codes add column install text;

-- next
create unique index enrolment_codes_route on enrolment_codes (restaurant_id, route_hash);
