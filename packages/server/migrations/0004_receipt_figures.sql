-- What a receipt says besides its lines (SYN-4). Rows and columns that were there stay as they are: a receipt written
-- before has no figures, and its "lines" hold plain ids.
alter table receipts
  add column more_lines bigint generated always as ((f ->> 'moreLines')::bigint) stored,
  add column discount_minor bigint generated always as ((f ->> 'discountMinor')::bigint) stored,
  add column service_minor bigint generated always as ((f ->> 'serviceMinor')::bigint) stored,
  add column tax_on_top_minor bigint generated always as ((f ->> 'taxOnTopMinor')::bigint) stored,
  add column tax_included_minor bigint generated always as ((f ->> 'taxIncludedMinor')::bigint) stored,
  add column rounding_minor bigint generated always as ((f ->> 'roundingMinor')::bigint) stored,
  add column order_total_minor bigint generated always as ((f ->> 'orderTotalMinor')::bigint) stored,
  add column already_paid_minor bigint generated always as ((f ->> 'alreadyPaidMinor')::bigint) stored;
