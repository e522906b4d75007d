import type { Client } from 'pg';

/** What PostgreSQL's own catalogue says about our schema, as far as the rules of tenancy ask. */
export interface Catalogue {
  readonly tables: readonly CatalogueTable[];
  readonly policies: readonly CataloguePolicy[];
  readonly columns: readonly CatalogueColumn[];
  readonly keys: readonly CatalogueKey[];
  readonly indexes: readonly CatalogueIndex[];
  readonly views: readonly { readonly name: string; readonly kind: 'view' | 'matview'; readonly invoker: boolean }[];
  readonly definers: readonly { readonly name: string }[];
  readonly triggers: readonly { readonly table: string; readonly name: string }[];
  /** What the application's roles are and may, which they should not. */
  readonly excesses: readonly { readonly excess: string }[];
}

/** A table, by its name (with its schema when that isn't `public`). */
export interface CatalogueTable {
  readonly name: string;
  readonly partition: boolean;
  readonly enabled: boolean;
  readonly forced: boolean;
  /** True when the application may read or write it directly. */
  readonly reachable: boolean;
}

/** A policy of row-level security. */
export interface CataloguePolicy {
  readonly table: string;
  readonly name: string;
  readonly permissive: boolean;
  /** `*` for all commands. */
  readonly command: string;
  readonly everyone: boolean;
  readonly using: string | null;
  readonly check: string | null;
}

/** A column. */
export interface CatalogueColumn {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** Filled by a sequence, as serial or identity. */
  readonly sequence: boolean;
}

/** A primary key (p), unique constraint (u), exclusion (x) or foreign key (f). */
export interface CatalogueKey {
  readonly table: string;
  readonly name: string;
  readonly kind: 'p' | 'u' | 'x' | 'f';
  readonly firstColumn: string;
  readonly target: string | null;
  readonly targetFirstColumn: string | null;
  /** PostgreSQL's letter: c cascade, n set null, d set default, a or r none. */
  readonly onDelete: string;
  readonly onUpdate: string;
}

/** An index, of a constraint or not. */
export interface CatalogueIndex {
  readonly table: string;
  readonly name: string;
  /** `null` when the index starts with an expression. */
  readonly firstColumn: string | null;
}

/** Schemas which are PostgreSQL's, or the migrator's alone: see the check of what the application may. */
// pgboss holds wake-ups: ids of attempts, and no word of any house.
const foreignSchemas = `(n.nspname like 'pg\\_%' or n.nspname in ('information_schema', 'resto360_admin', 'pgboss'))`;
const named = `case when n.nspname = 'public' then c.relname else n.nspname || '.' || c.relname end`;
const ofOurs = `join pg_namespace n on n.oid = c.relnamespace and not ${foreignSchemas}`;
const ofOurTables = `${ofOurs} and c.relkind in ('r', 'p')`;

/**
 * Reads the catalogue of a database; `appRole` holds the application's grants, its members are its logins.
 */
export async function readCatalogue(client: Client, appRole: string): Promise<Catalogue> {
  const rows = async <Row>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
    (await client.query(sql, [...values])).rows;
  return {
    tables: await rows(tablesSql, [appRole]),
    policies: await rows(policiesSql),
    columns: await rows(columnsSql),
    keys: await rows(keysSql),
    indexes: await rows(indexesSql),
    views: await rows(viewsSql),
    definers: await rows(definersSql),
    triggers: await rows(triggersSql),
    excesses: await rows(excessesSql, [appRole]),
  };
}

const tablesSql = `
  select ${named} as name, c.relispartition as partition, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
         has_table_privilege($1, c.oid, 'select, insert, update, delete')
           or has_any_column_privilege($1, c.oid, 'select, insert, update') as reachable
    from pg_class c ${ofOurTables} order by 1`;

const policiesSql = `
  select ${named} as table, p.polname as name, p.polpermissive as permissive, p.polcmd::text as command,
         p.polroles = '{0}' as everyone,
         pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check
    from pg_policy p join pg_class c on c.oid = p.polrelid ${ofOurTables} order by 1, 2`;

const columnsSql = `
  select ${named} as table, a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull as required,
         a.attidentity <> '' or coalesce(pg_get_expr(d.adbin, d.adrelid) like 'nextval(%', false) as sequence
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid ${ofOurTables}
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where a.attnum > 0 and not a.attisdropped order by 1, a.attnum`;

const keysSql = `
  select ${named} as table, k.conname as name, k.contype::text as kind, a.attname as "firstColumn",
         case when k.confrelid <> 0 then k.confrelid::regclass::text end as target, t.attname as "targetFirstColumn",
         k.confdeltype::text as "onDelete", k.confupdtype::text as "onUpdate"
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid ${ofOurTables}
    left join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    left join pg_attribute t on t.attrelid = k.confrelid and t.attnum = k.confkey[1]
   where k.contype in ('p', 'u', 'x', 'f') order by 1, 2`;

const indexesSql = `
  select ${named} as table, i.indexrelid::regclass::text as name, a.attname as "firstColumn"
    from pg_index i
    join pg_class c on c.oid = i.indrelid ${ofOurTables}
    left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] and a.attnum > 0 order by 1, 2`;

const viewsSql = `
  select ${named} as name, case c.relkind when 'v' then 'view' else 'matview' end as kind,
         coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false) as invoker
    from pg_class c ${ofOurs} and c.relkind in ('v', 'm') order by 1`;

const definersSql = `
  select f.oid::regprocedure::text as name
    from pg_proc f join pg_namespace n on n.oid = f.pronamespace and not ${foreignSchemas}
   where f.prosecdef order by 1`;

const triggersSql = `
  select ${named} as table, g.tgname as name
    from pg_trigger g join pg_class c on c.oid = g.tgrelid ${ofOurs} where not g.tgisinternal order by 1, 2`;

/**
 * The application is its group role and that role's logins, told by their names: an administrator who made the role
 * is a member too. PostgreSQL 17 brought MAINTAIN, which older servers don't know by name; so privileges are read from
 * the raw list.
 */
const excessesSql = `
  with app as (
    select r.* from pg_roles r
     where r.rolname = $1
        or (starts_with(r.rolname, $1 || '_') and pg_has_role(r.oid, $1, 'member'))
  )
  select app.rolname || ' has ' || attribute as excess from app,
         unnest(array[case when rolsuper then 'SUPERUSER' end, case when rolbypassrls then 'BYPASSRLS' end,
                      case when rolcreaterole then 'CREATEROLE' end, case when rolcreatedb then 'CREATEDB' end,
                      case when rolreplication then 'REPLICATION' end]) as attribute
   where attribute is not null
  union all
  select app.rolname || ' is a member of ' || g.rolname
    from pg_auth_members m join app on app.oid = m.member join pg_roles g on g.oid = m.roleid where g.rolname <> $1
  union all
  select app.rolname || ' owns ' || pg_describe_object(d.classid, d.objid, d.objsubid)
    from pg_shdepend d join app on app.oid = d.refobjid and d.refclassid = 'pg_authid'::regclass
   where d.deptype = 'o' and d.dbid in (0, (select oid from pg_database where datname = current_database()))
  union all
  select app.rolname || ' may ' || lower(p.privilege_type) || ' on ' || ${named}
    from pg_class c ${ofOurs}
         cross join lateral aclexplode(c.relacl) p join app on p.grantee in (app.oid, 0)
   where c.relkind in ('r', 'p', 'v', 'm') and p.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
  union all
  select app.rolname || ' may ' || lower(p.privilege_type) || ' on ' || ${named} || '.' || a.attname
    from pg_attribute a join pg_class c on c.oid = a.attrelid ${ofOurs}
         cross join lateral aclexplode(a.attacl) p join app on p.grantee in (app.oid, 0)
   where p.privilege_type not in ('SELECT', 'INSERT', 'UPDATE')
  union all
  select app.rolname || ' may create in schema ' || n.nspname
    from pg_namespace n, app where n.nspname not like 'pg\\_%' and has_schema_privilege(app.oid, n.oid, 'create')
  union all
  select app.rolname || ' may use schema ' || n.nspname
    from pg_namespace n, app where n.nspname = 'resto360_admin' and has_schema_privilege(app.oid, n.oid, 'usage')
  union all
  select app.rolname || ' may create schemas' from app where has_database_privilege(app.oid, current_database(), 'create')
  order by 1`;
