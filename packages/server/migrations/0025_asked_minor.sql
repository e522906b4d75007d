-- What was asked for over a rail: its amount is 0, so that no app of before rails adds it up (SYN-3, SYN-26).
alter table payments
  add column asked_minor bigint generated always as ((f ->> 'askedMinor')::bigint) stored;
