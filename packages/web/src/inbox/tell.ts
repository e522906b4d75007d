import {
  MENU_COLLECTIONS,
  attemptById,
  decisions,
  devices,
  drawers,
  find,
  items,
  listAll,
  modifiers,
  orderLines,
  partsOf,
  receipts,
  seriesAndCount,
  shiftOpenings,
  staff,
  type Id,
  type Install,
  type Exception,
  type View,
} from '@resto360/domain';
import { attemptToRefund, conflictOf } from '@resto360/domain/decision';
import { railName } from '../payment/rail-name.ts';
import { nameOfOrder } from '../shell/order-name.ts';
import type { Details, INBOX_FR } from '../words/inbox.fr.ts';
import type { Formats } from '../words/format.ts';

/** What the inbox speaks with: its words, and the formats of the house. */
export type Telling = {
  readonly words: typeof INBOX_FR;
  readonly formats: Formats;
  /** "Table T4", in the words of the rest of the app. */
  readonly tableOf: (name: string) => string;
};

/** What a matter is about, in names and amounts: what its sentence and its buttons speak of. */
export function detailsOf(view: View, matter: Exception, { words, formats, tableOf }: Telling): Details {
  const { subjects, order, amountMinor } = matter;
  const line = subjects.map((id) => find(view, orderLines, id)).find((one) => one !== undefined);
  const opening = subjects.map((id) => find(view, shiftOpenings, id)).find((one) => one !== undefined);
  const receipt = subjects.map((id) => find(view, receipts, id)).find((one) => one !== undefined);
  const count = line && matter.kind === 'line_after_close' ? `${words.quantity(line.quantity)} ` : '';
  return {
    where:
      whereOf(view, order ?? ordersIn(view, subjects)[0] ?? '', { words, tableOf }) ??
      (isOfMenu(view, matter) ? words.a_dish : words.an_order),
    dish: line ? `${count}${line.name}` : (nameOfItem(view, subjects) ?? words.a_dish),
    amount: amountMinor === null || isNoMoney(matter) ? '' : formats.money(amountMinor),
    other: otherPrice(view, matter, formats),
    quantity: '',
    drawer: (opening && find(view, drawers, opening.drawer)?.name) ?? words.a_drawer,
    device: subjects.map((id) => find(view, devices, id)?.name).find((name) => name !== undefined) ?? words.otherDevice,
    number: receipt ? seriesAndCount(receipt.number) : '…',
    rail: railOf(view, matter),
  };
}

// Over which what came late, or what is too much, would go back.
function railOf(view: View, { subjects: [id = ''], order, amountMinor }: Exception): string {
  const attempt = attemptById(view, id) ?? attemptToRefund(view, order ?? '', amountMinor ?? 0);
  return attempt ? railName(view, attempt.rail) : '';
}

// A decision about a table speaks of its orders.
const ordersIn = (view: View, subjects: readonly string[]) =>
  subjects.flatMap((id) => find(view, decisions, id)?.subjects ?? [id]);

const isOfMenu = (view: View, { subjects: [id = ''] }: Exception): boolean =>
  MENU_COLLECTIONS.some((name) => view.get(name, id) !== undefined);

// Of an op that brought no payment nobody says that money was taken.
const isNoMoney = ({ kind, amountMinor }: Exception): boolean =>
  amountMinor === 0 && (kind === 'in_suspense' || kind === 'quarantined_op');

/** Where an order stands with all that was merged with it, as people call it; undefined where it is not on this device. */
export function whereOf(view: View, id: Id, { words, tableOf }: Pick<Telling, 'words' | 'tableOf'>) {
  const parts = partsOf(view, id);
  return parts.length === 0 ? undefined : nameOfOrder(view, parts, { tableOf, takeaway: words.takeaway });
}

/** Who somebody is; empty where nobody knows. */
export const nameOfPerson = (view: View, id: Id<'staff'> | null): string => find(view, staff, id ?? '')?.name ?? '';

/** What a device is called in the house. */
export function nameOfDevice(view: View, install: Install | null, own: Install, words: Telling['words']): string {
  if (install === null) return '';
  const name = listAll(view, devices).find((one) => one.install === install)?.name;
  if (install !== own) return name ?? words.otherDevice;
  return name === undefined ? words.thisDevice : `${name} (${words.thisDevice})`;
}

function nameOfItem(view: View, subjects: readonly string[]): string | undefined {
  const found = subjects.map((id) => find(view, items, id) ?? find(view, modifiers, id));
  return found.find((one) => one !== undefined)?.name;
}

function otherPrice(view: View, matter: Exception, formats: Formats): string {
  const conflict = matter.kind === 'price_edited_twice' ? conflictOf(view, matter) : undefined;
  const lost: unknown = conflict?.field === 'priceMinor' ? JSON.parse(conflict.lostJson) : undefined;
  return typeof lost === 'number' ? formats.money(lost) : '';
}
