import { appRole } from '../db/roles.ts';
import type { CatalogueCheckName } from './catalogue-checks.ts';

/** Damage which a check of the catalogue must name. */
export interface CatalogueAblation {
  readonly check: CatalogueCheckName;
  readonly what: string;
  /** SQL, run as superuser in a transaction which is rolled back. */
  readonly damage: string;
  readonly fault: RegExp;
}

const clause = `restaurant_id = nullif(current_setting('app.restaurant_id', true), '')::uuid`;
const bad = 'create table bad (restaurant_id uuid, id uuid, primary key (restaurant_id, id))';
const devices = 'alter table devices';
const newPolicy = 'drop policy tenant on devices; create policy t on devices';

/** At least one for each check: a check that can't turn red protects nothing. */
export const catalogueAblations: readonly CatalogueAblation[] = [
  ...of('TEN-6 security is enabled and forced', [
    ['a table without security', bad, /^bad:/],
    ['security not forced', `${devices} no force row level security`, /^devices:/],
    ['security switched off', `${devices} disable row level security`, /^devices:/],
    [
      'a partition open to the application',
      `create table bad (restaurant_id uuid, primary key (restaurant_id)) partition by hash (restaurant_id);
       create table bad_0 partition of bad for values with (modulus 1, remainder 0);
       grant select on bad_0 to ${appRole}`,
      /^bad_0:/m,
    ],
  ]),
  ...of('TEN-6 exactly one policy, of the one form', [
    ['no policy', 'drop policy tenant on devices', /^devices: 0/],
    ['a second policy', `create policy more on devices for select using (${clause})`, /^devices: 2/],
    ['restrictive', `${newPolicy} as restrictive for all using (${clause}) with check (${clause})`, /policy t/],
    ['for one command', `${newPolicy} for select using (${clause})`, /policy t/],
    ['no check clause', `${newPolicy} for all using (${clause})`, /policy t/],
    ['lets all out', 'alter policy tenant on devices using (true)', /policy tenant/],
    ['lets all in', 'alter policy tenant on devices with check (true)', /policy tenant/],
    ['for one role', `alter policy tenant on devices to ${appRole}`, /policy tenant/],
  ]),
  ...of('TEN-1 restaurant_id is a required uuid', [
    ['no such column', 'create table bad (id uuid primary key)', /^bad:/],
    ['a text', 'create table bad (restaurant_id text primary key)', /^bad:/],
    ['may be missing', 'create table bad (restaurant_id uuid)', /^bad:/],
  ]),
  ...of('TEN-1 keys start with restaurant_id', [
    ['a primary key of its own', 'create table bad (restaurant_id uuid not null, id uuid primary key)', /bad_pkey/],
    ['no primary key', 'create table bad (restaurant_id uuid not null)', /no primary key/],
    ['a global unique key', `${devices} add constraint loose unique (series)`, /loose/],
    [
      'a foreign key of one column',
      `${bad}; create unique index on bad (id);
       ${devices} add constraint loose foreign key (device_id) references bad (id)`,
      /loose/,
    ],
    [
      'a foreign key that crosses tenants',
      `${bad}; create unique index on bad (id);
       ${devices} add constraint loose foreign key (restaurant_id) references bad (id)`,
      /loose/,
    ],
  ]),
  ...of('TEN-4 indexes start with restaurant_id', [
    ['on another column', 'create index loose on devices (version)', /loose/],
    ['on an expression', 'create index loose on devices (lower(name))', /loose/],
    ['global and unique', 'create unique index loose on devices (token_hash)', /loose/],
  ]),
  ...of('TEN-5 no triggers, no cascading updates, no set null', [
    [
      'a trigger',
      `create function bad() returns trigger language plpgsql as 'begin return new; end';
       create trigger loose before insert on devices for each row execute function bad()`,
      /trigger loose/,
    ],
    [
      'set null',
      `${devices} add constraint loose foreign key (restaurant_id) references restaurants on delete set null`,
      /loose/,
    ],
    [
      'cascade',
      `${devices} add constraint loose foreign key (restaurant_id) references restaurants on update cascade`,
      /loose/,
    ],
  ]),
  ...of('TEN-3 money is bigint, time has a zone, no serials', [
    ['numeric money', `${devices} add price numeric(12, 2)`, /devices.price/],
    ['floating money', `${devices} add price double precision`, /devices.price/],
    ['narrow money', `${devices} add total_minor int`, /total_minor/],
    ['time without a zone', `${devices} add at timestamp`, /devices.at/],
    ['a serial', `${devices} add n bigserial`, /devices.n/],
    ['an identity', `${devices} add n bigint generated always as identity`, /devices.n/],
  ]),
  ...of('TEN-11 views run with the rights of who asks', [
    ['a plain view', 'create view loose as select * from devices', /loose/],
    ['a materialised view', 'create materialized view loose as select 1', /loose/],
  ]),
  ...of('TEN-11 security definer functions are on the list', [
    ['one more', `create function bad(int) returns int language sql security definer as 'select 1'`, /^bad\(integer\)/],
  ]),
  ...of('TEN-7 the application has no more than it needs', [
    ['BYPASSRLS', `alter role ${appRole} bypassrls`, /BYPASSRLS/],
    ['SUPERUSER', `alter role ${appRole} superuser`, /SUPERUSER/],
    ['CREATEROLE', `alter role ${appRole} createrole`, /CREATEROLE/],
    ['CREATEDB', `alter role ${appRole} createdb`, /CREATEDB/],
    ['a login with BYPASSRLS', `create role ${appRole}_x bypassrls in role ${appRole}`, /_x has BYPASSRLS/],
    ['TRUNCATE', `grant truncate on devices to ${appRole}`, /truncate on devices/],
    ['REFERENCES', `grant references on devices to ${appRole}`, /references on devices/],
    ['TRIGGER', `grant trigger on devices to ${appRole}`, /trigger on devices/],
    ['REFERENCES on a column', `grant references (name) on devices to ${appRole}`, /references on devices.name/],
    ['TRUNCATE for everyone', 'grant truncate on devices to public', /truncate on devices/],
    ['a table of its own', `${devices} owner to ${appRole}`, /owns table devices/],
    ['membership', `grant resto360_migrator to ${appRole}`, /member of resto360_migrator/],
    ['creating tables', `grant create on schema public to ${appRole}`, /create in schema public/],
    ['the migrator’s schema', `grant usage on schema resto360_admin to ${appRole}`, /use schema resto360_admin/],
  ]),
  ...of('TEN-11 the closed lists name what exists', [
    ['a reference table gone', 'drop table restaurant_slugs', /^restaurant_slugs:/],
  ]),
];

type Line = readonly [what: string, damage: string, fault: RegExp];

function of(check: CatalogueCheckName, lines: readonly Line[]): readonly CatalogueAblation[] {
  return lines.map(([what, damage, fault]) => ({ check, what, damage, fault }));
}
