import type { Page } from '@playwright/test';
import type { ClientRow } from '@resto360/sync/client';
import type { Floor } from '../floor.ts';

/** Reads the tiles of the tables from the page that shows the house. */
export async function readFloor(page: Page): Promise<Floor> {
  const tiles = await page.evaluate(() =>
    [...document.querySelectorAll('main.floor a.table-tile[href*="#/table/"]')].map((tile) => [
      tile.querySelector('.tile-name')?.textContent ?? '',
      tile.querySelector('.money')?.textContent ?? 'free',
    ]),
  );
  return new Map(tiles.map(([name = '', text = '']) => [name, text === 'free' ? text : digitsOf(text)]));
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

// XOF has no decimals: the digits of the text are the amount.
const digitsOf = (text: string) => String(Number(text.replaceAll(/\D/g, '')));
