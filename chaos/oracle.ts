import { CATALOG, canonicalJson, MapView, type Id, type Row } from '@resto360/domain';
import { HOUSE, billsWrong, paperWrong, receiptClash } from '@resto360/sim';
import { scopeOf, type Op } from '@resto360/sync';
import { cashTapsWrong, TAKE_CASH } from './cash-taps.ts';
import type { Database } from './database.ts';
import type { RigTablet, Truth } from './rig-tablet.ts';
import { textOfRow } from './row-text.ts';

/** What the oracle found wrong, by kind; each a sentence. */
export type Findings = {
  readonly lost: string[];
  readonly doubled: string[];
  readonly diverged: string[];
};

/** What answers plain SQL. */
type Asked = Pick<Database, 'query'>;
type StoredOp = { readonly body: string; readonly verdict: string; readonly code: string | null };

/**
 * Holds what every device has, and what every device said, against the tables: read by plain SQL as the owner of the
 * database, without any of the server's code.
 */
export async function judge(database: Asked, tablets: readonly RigTablet[]): Promise<Findings> {
  const truth = await readTruth(database);
  const findings: Findings = { lost: [], doubled: [], diverged: [] };
  for (const tablet of tablets) {
    findings.diverged.push(...(await wrongOnDisk(tablet, truth)), ...tablet.wrongOnScreen(truth), ...tablet.problems);
  }
  await judgeOps(database, tablets, findings);
  judgeFacts(truth, tablets, findings);
  judgeNumbers(truth, findings);
  return findings;
}

/** Every row of the house, as the tables have it. */
async function readTruth(database: Asked): Promise<Truth> {
  const truth = new Map<string, Map<string, Row>>();
  for (const name of CATALOG.keys()) {
    const table = name === 'devices' ? 'device_rows' : name;
    const rows = await database.query(`select id, version, st, f, extra from ${table} where restaurant_id = $1`, [
      HOUSE.restaurant,
    ]);
    truth.set(name, new Map(rows.map((row) => [String(row['id']), rowOf(row)])));
  }
  return truth;
}

function rowOf({ id, version, st, f, extra }: Readonly<Record<string, unknown>>): Row {
  const { sx, alt } = (extra ?? {}) as Pick<Row, 'sx' | 'alt'>;
  const row = { id: String(id) as Id, v: Number(version), st: String(st), f: f as Row['f'] };
  return { ...row, ...(sx && { sx }), ...(alt && { alt }) };
}

// Row by row: version, stamp, fields, marks.
async function wrongOnDisk(tablet: RigTablet, truth: Truth): Promise<string[]> {
  const held = await tablet.rows();
  const disk = new Map(held.map(({ collection, row }) => [`${collection}/${row.id}`, row]));
  const found: string[] = [];
  const scope = new Set(scopeOf(tablet.identity.kind).collections);
  for (const name of scope) {
    for (const [id, row] of truth.get(name) ?? [])
      if (textOfRow(disk.get(`${name}/${id}`)) !== textOfRow(row))
        found.push(`${tablet.name}: ${name} ${id} on its disk is not the table's`);
  }
  for (const { collection, row } of held)
    if (!truth.get(collection)?.has(row.id) || !scope.has(collection))
      found.push(`${tablet.name}: holds ${collection} ${row.id}, which the tables do not have for it`);
  return found;
}

// Every op that was said to be saved is in the journal once, as it was said; and no device's op that nobody said.
async function judgeOps(database: Asked, tablets: readonly RigTablet[], findings: Findings): Promise<void> {
  const rows = await database.query('select id, install, body, verdict, code from ops where restaurant_id = $1', [
    HOUSE.restaurant,
  ]);
  const stored = Map.groupBy(rows, ({ id }) => String(id));
  const installs = new Set<string>(tablets.map(({ identity }) => identity.install));
  judgeCash(tablets, rows, findings);
  const said = new Map<string, Op>(tablets.flatMap(({ bystander }) => [...bystander.ops]));
  for (const [id, op] of said) {
    const found = (stored.get(id) ?? []) as unknown as readonly StoredOp[];
    const [one] = found;
    if (!one) findings.lost.push(`op ${id} (${op.kind}) was saved on a device and is not in the journal`);
    else if (found.length > 1) findings.doubled.push(`op ${id} (${op.kind}) is in the journal ${found.length} times`);
    else if (one.body !== canonicalJson(op))
      findings.lost.push(`op ${id} (${op.kind}) is in the journal with other words`);
    else if (one.verdict !== 'ok') findings.lost.push(`op ${id} (${op.kind}) was ${one.verdict}: ${one.code ?? ''}`);
  }
  for (const { id, install } of rows)
    if (installs.has(String(install)) && !said.has(String(id)))
      findings.doubled.push(`op ${String(id)} is in the journal, but nobody said it`);
}

// A tap that was saved twice under two ids: each of the two is said, stored and printed once.
function judgeCash(
  tablets: readonly RigTablet[],
  rows: readonly Readonly<Record<string, unknown>>[],
  findings: Findings,
): void {
  const stored = rows.filter(({ body }) => (JSON.parse(String(body)) as Partial<Op>).kind === TAKE_CASH);
  for (const { name, identity, bystander, cash } of tablets) {
    const own = stored.filter(({ install }) => install === identity.install).map(({ id }) => String(id));
    const said = [...bystander.ops].flatMap(([id, { kind }]) => (kind === TAKE_CASH ? [id] : []));
    const ops = new Set([...own, ...said]).size;
    const wrong = cashTapsWrong(cash, ops);
    if (wrong !== undefined)
      findings[wrong].push(`${name}: cash was taken ${cash.heard.size} to ${cash.begun} times, and ${ops} ops say so`);
  }
}

// Every row that a device wrote is in the cloud, payments, receipts and voids word for word; and no fact that nobody said.
function judgeFacts(truth: Truth, tablets: readonly RigTablet[], findings: Findings): void {
  const said = new Set<string>();
  for (const { bystander } of tablets) {
    for (const [key, { collection, id, fact }] of bystander.written) {
      const row = truth.get(collection)?.get(id);
      if (!row) findings.lost.push(`${key} was written on a device and is not in the cloud`);
      if (!fact) continue;
      said.add(key);
      if (row && canonicalJson(row.f) !== canonicalJson(fact))
        findings.lost.push(`${key} was said on a device and is not in the cloud as it was said`);
    }
  }
  for (const collection of CATALOG.values()) {
    if (collection.class !== 'fact') continue;
    for (const id of truth.get(collection.name)?.keys() ?? [])
      if (!said.has(`${collection.name}/${id}`))
        findings.doubled.push(`${collection.name} ${id} is in the cloud, but nobody said it`);
  }
}

function judgeNumbers(truth: Truth, findings: Findings): void {
  const view = new MapView();
  for (const [name, rows] of truth) for (const row of rows.values()) view.put(name, row);
  const clash = receiptClash(view);
  if (clash !== undefined) findings.doubled.push(clash);
  const paper = billsWrong(view) ?? paperWrong(view);
  if (paper !== undefined) findings.diverged.push(paper);
}
