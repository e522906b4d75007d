import type { Page } from '@playwright/test';
import { dueOf, listAll, MapView, orders, tables } from '@resto360/domain';
import type { ClientRow } from '@resto360/sync/client';
import type { Truth } from '../rig-tablet.ts';

/** Tables by name, with what each says that is owed; `free` where nobody sits. */
export type FloorTiles = ReadonlyMap<string, string>;

/** Reads the tiles of the tables from the page that shows the house. */
export async function readFloor(page: Page): Promise<FloorTiles> {
  const tiles = await page.evaluate(() =>
    [...document.querySelectorAll('main.floor a.table-tile[href*="#/table/"]')].map((tile) => [
      tile.querySelector('.tile-name')?.textContent ?? '',
      tile.querySelector('.money')?.textContent ?? 'free',
    ]),
  );
  return new Map(tiles.map(([name = '', text = '']) => [name, text === 'free' ? text : digitsOf(text)]));
}

/** What the page must show by the tables of the database: whose order is open where, and what it owes. */
export function expectedFloor(truth: Truth): FloorTiles {
  const view = new MapView();
  for (const [name, rows] of truth) for (const row of rows.values()) view.put(name, row);
  const open = listAll(view, orders).filter(({ status }) => status[1] !== 'closed');
  return new Map(
    listAll(view, tables).map(({ id, name }) => {
      const here = open.filter(({ table }) => table === id);
      const dueMinor = here.reduce((sum, order) => sum + dueOf(view, order.id).dueMinor, 0);
      return [name, here.length === 0 ? 'free' : String(Math.abs(dueMinor))];
    }),
  );
}

/** A device's own rows as a truth to hold its screen against. */
export function truthOf(rows: readonly ClientRow[]): Truth {
  const byCollection = Map.groupBy(rows, ({ collection }) => collection);
  return new Map([...byCollection].map(([name, held]) => [name, new Map(held.map(({ row }) => [row.id, row]))]));
}

/** What a page says of one table beside what its own disk says: for whoever looks for the reason. */
export async function evidenceOf(page: Page, table: string, rows: readonly ClientRow[]): Promise<string> {
  await page.getByRole('link', { name: new RegExp(`^Table ${table},`) }).click();
  await page.locator('.page.order, main a.table-tile[href^="#/order/"]').first().waitFor();
  const said = await page.evaluate(() => document.body.innerText);
  const id = rows.find(({ collection, row }) => collection === 'tables' && row.f['name'] === table)?.row.id;
  const here = rows.filter(({ collection, row }) => collection === 'orders' && row.f['table'] === id);
  const open = new Set<unknown>(here.filter(({ open: isOpen }) => isOpen === 1).map(({ row }) => row.id));
  const disk = rows.filter(({ row }) => open.has(row.id) || open.has(row.f['order']));
  return `${table} on the screen: ${said.replaceAll(/\s+/g, ' ')}; on the disk: ${JSON.stringify(disk)}`;
}

/** Where two floors are not the same, in words. */
export function differentTiles(shown: FloorTiles, expected: FloorTiles): string[] {
  const names = new Set([...shown.keys(), ...expected.keys()]);
  return [...names].flatMap((name) => {
    const [a, b] = [shown.get(name) ?? 'nothing', expected.get(name) ?? 'nothing'];
    return a === b ? [] : [`table ${name} shows ${a}, the tables say ${b}`];
  });
}

// XOF has no decimals: the digits of the text are the amount.
const digitsOf = (text: string) => String(Number(text.replaceAll(/\D/g, '')));
