import type { Page } from '@playwright/test';
import { dueOf, listAll, MapView, orders, tables } from '@resto360/domain';
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
