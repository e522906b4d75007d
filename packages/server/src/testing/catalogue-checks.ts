import type { Catalogue, CatalogueKey, CatalogueTable } from './catalogue.ts';

/** Exceptions, each of them named; whatever isn't on a list is a tenant's. */
export interface ClosedLists {
  /** Tables outside row-level security: read before the tenant is known, or the same for all. */
  readonly referenceTables: readonly string[];
  /** Functions which may run with their owner's rights, as `name(types)`. */
  readonly definerFunctions: readonly string[];
  /** Columns which may hold fractions because they are no money, as `table.column`. */
  readonly fractionColumns: readonly string[];
}

/** Answers one sentence for each fault; none when the rule holds. Pure: it sees only what was read. */
export type CatalogueCheck = (catalogue: Catalogue, lists: ClosedLists) => readonly string[];

/** The points of TEN-11, and what else of TEN-1…7 a catalogue shows, each by its rule. */
export const catalogueChecks = {
  'TEN-6 security is enabled and forced': securityIsForced,
  'TEN-6 exactly one policy, of the one form': policyHasTheForm,
  'TEN-1 restaurant_id is a required uuid': tenantColumnIsRequired,
  'TEN-1 keys start with restaurant_id': keysStartWithTenant,
  'TEN-4 indexes start with restaurant_id': indexesStartWithTenant,
  'TEN-5 no triggers, no cascading updates, no set null': coreHasNoHiddenWrites,
  'TEN-3 money is bigint, time has a zone, no serials': typesAreExact,
  'TEN-11 views run with the rights of who asks': viewsInvoke,
  'TEN-11 security definer functions are on the list': definersAreListed,
  'TEN-7 the application has no more than it needs': appHasNoExcess,
  'TEN-11 the closed lists name what exists': listsAreAlive,
} as const satisfies Record<string, CatalogueCheck>;

/** The name of a check. */
export type CatalogueCheckName = keyof typeof catalogueChecks;

/** As PostgreSQL writes back the clause of TEN-6. */
const tenantClause = `(restaurant_id = (NULLIF(current_setting('app.restaurant_id'::text, true), ''::text))::uuid)`;

function tenantTables(catalogue: Catalogue, lists: ClosedLists): readonly CatalogueTable[] {
  return catalogue.tables.filter(({ name }) => !lists.referenceTables.includes(name));
}

/** A partition the application can't name directly is guarded by its parent. */
function guardedTables(catalogue: Catalogue, lists: ClosedLists): readonly CatalogueTable[] {
  return tenantTables(catalogue, lists).filter(({ partition, reachable }) => !partition || reachable);
}

function securityIsForced(catalogue: Catalogue, lists: ClosedLists): readonly string[] {
  return guardedTables(catalogue, lists)
    .filter(({ enabled, forced }) => !enabled || !forced)
    .map(({ name }) => `${name}: row-level security is not enabled and forced`);
}

function policyHasTheForm(catalogue: Catalogue, lists: ClosedLists): readonly string[] {
  return guardedTables(catalogue, lists).flatMap(({ name }) => {
    const policies = catalogue.policies.filter(({ table }) => table === name);
    const [policy] = policies;
    if (policy === undefined || policies.length > 1) return [`${name}: ${policies.length} policies`];
    const { permissive, command, everyone, using, check } = policy;
    const fits = permissive && command === '*' && everyone && using === tenantClause && check === tenantClause;
    return fits ? [] : [`${name}: policy ${policy.name} is not the one of TEN-6`];
  });
}

function tenantColumnIsRequired(catalogue: Catalogue, lists: ClosedLists): readonly string[] {
  return tenantTables(catalogue, lists)
    .filter(({ name: table }) => {
      const column = catalogue.columns.find(({ table: of, name }) => of === table && name === 'restaurant_id');
      return column?.type !== 'uuid' || !column.required;
    })
    .map(({ name }) => `${name}: no required restaurant_id uuid`);
}

function keysStartWithTenant(catalogue: Catalogue, lists: ClosedLists): readonly string[] {
  return tenantTables(catalogue, lists).flatMap(({ name }) => {
    const keys = catalogue.keys.filter(({ table }) => table === name);
    const loose = keys.filter((key) => !startsWithTenant(key, lists)).map((key) => `${name}: key ${key.name}`);
    return keys.some(({ kind }) => kind === 'p') ? loose : [...loose, `${name}: no primary key`];
  });
}

/** A foreign key to a reference table has no tenant to carry. */
function startsWithTenant({ kind, firstColumn, target, targetFirstColumn }: CatalogueKey, lists: ClosedLists): boolean {
  if (kind === 'f' && target !== null && lists.referenceTables.includes(target)) return true;
  return firstColumn === 'restaurant_id' && (kind !== 'f' || targetFirstColumn === 'restaurant_id');
}

function indexesStartWithTenant(catalogue: Catalogue, lists: ClosedLists): readonly string[] {
  return catalogue.indexes
    .filter(({ table, firstColumn }) => !lists.referenceTables.includes(table) && firstColumn !== 'restaurant_id')
    .map(({ table, name }) => `${table}: index ${name}`);
}

function coreHasNoHiddenWrites(catalogue: Catalogue): readonly string[] {
  const actions = catalogue.keys
    .filter(
      ({ kind, onDelete, onUpdate }) =>
        kind === 'f' && (['n', 'd'].includes(onDelete) || !['a', 'r'].includes(onUpdate)),
    )
    .map(({ table, name }) => `${table}: foreign key ${name} writes by itself`);
  return [...actions, ...catalogue.triggers.map(({ table, name }) => `${table}: trigger ${name}`)];
}

const fractions = ['numeric', 'money', 'real', 'double precision'];

function typesAreExact(catalogue: Catalogue, lists: ClosedLists): readonly string[] {
  return catalogue.columns
    .filter(({ table, name, type, sequence }) => {
      const fraction = fractions.includes(type) && !lists.fractionColumns.includes(`${table}.${name}`);
      const narrowMoney = name.endsWith('_minor') && type !== 'bigint';
      return fraction || narrowMoney || sequence || type === 'timestamp without time zone';
    })
    .map(({ table, name, type }) => `${table}.${name}: ${type}`);
}

function viewsInvoke(catalogue: Catalogue): readonly string[] {
  return catalogue.views
    .filter(({ kind, invoker }) => kind === 'matview' || !invoker)
    .map(({ name, kind }) => `${name}: ${kind} without security_invoker`);
}

function definersAreListed(catalogue: Catalogue, lists: ClosedLists): readonly string[] {
  return catalogue.definers
    .filter(({ name }) => !lists.definerFunctions.includes(name))
    .map(({ name }) => `${name}: security definer`);
}

function appHasNoExcess(catalogue: Catalogue): readonly string[] {
  return catalogue.excesses.map(({ excess }) => excess);
}

function listsAreAlive(catalogue: Catalogue, lists: ClosedLists): readonly string[] {
  const tables = catalogue.tables.map(({ name }) => name);
  const definers = catalogue.definers.map(({ name }) => name);
  const columns = catalogue.columns.map(({ table, name }) => `${table}.${name}`);
  return [
    ...lists.referenceTables.filter((name) => !tables.includes(name)),
    ...lists.definerFunctions.filter((name) => !definers.includes(name)),
    ...lists.fractionColumns.filter((name) => !columns.includes(name)),
  ].map((name) => `${name}: listed, but not there`);
}
