import type { Client } from 'pg';

/** Tables that belong to no restaurant although they name one: read before the tenant is known, or the same for all (TEN-2). */
export const REFERENCE_TABLES: readonly string[] = [
  // A device which enrols has only its code: the code's hash leads to the restaurant.
  'enrolment_routes',
  // The name in an address leads to the restaurant.
  'restaurant_slugs',
  // The address of a browser leads to the device that has it now, in whichever house that is.
  'push_addresses',
];

/** Every table of tenants, partitions left out: they are reached through their parent. */
export async function listTenantTables(client: Client): Promise<readonly string[]> {
  const found = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'restaurant_id'
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      order by 1`,
  );
  return found.rows.map(({ name }) => name).filter((name) => !REFERENCE_TABLES.includes(name));
}

/** A text for everything that is stored of a restaurant: equal when nothing of it was touched. As the owner of all. */
export async function digestOf(client: Client, restaurant: string): Promise<Readonly<Record<string, string>>> {
  const tables = await listTenantTables(client);
  const parts = tables.map(
    (name) =>
      `select '${name}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest
         from ${client.escapeIdentifier(name)} t where restaurant_id = $1`,
  );
  const found = await client.query<{ name: string; digest: string }>(parts.join(' union all '), [restaurant]);
  return Object.fromEntries(found.rows.map(({ name, digest }) => [name, digest]));
}
