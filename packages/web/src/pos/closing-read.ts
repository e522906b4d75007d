import {
  QUIET_MS,
  closingReport,
  drawerCashOf,
  quietTills,
  shiftOf,
  type ClosingReport,
  type Id,
  type KnownAtClosing,
} from '@resto360/domain';
import { CLIENT_RULES, DeviceView, correctedNow, listPending, type ClientTx } from '@resto360/sync/client';
import type { Station } from '../station/station.ts';

/** What a closing is read from: money, drawers and who is who. */
const WHOLE = [
  'shift_openings',
  'shift_closings',
  'drawers',
  'devices',
  'staff',
  'settings',
  'payments',
  'refunds',
  'change_returns',
  'attempt_refunds',
  'suspense',
  'payment_requests',
  'claims',
  'payment_attempts',
] as const;

/** A closing as the page shows it. `isSent`: the cloud has it, and what this till had written before it. */
export type ShownClosing = { readonly report: ClosingReport; readonly view: DeviceView; readonly isSent: boolean };

/** Reads a closed shift, from this device's own store; null while it is open or unknown. */
export async function readClosing(station: Station, shift: Id<'shift'>): Promise<ShownClosing | null> {
  const [view, floor] = await station.read(
    async (tx) => [await moneyView(tx, station), (await tx.meta('cursor'))?.floor ?? 0] as const,
  );
  // What was paid in a shift that began behind the window may have left this device with its orders (SYN-20).
  const isWhole = (view.get('shift_openings', shift)?.v ?? Number.POSITIVE_INFINITY) > floor;
  const report = closingReport(view, shift, isWhole);
  return report ? { report, view, isSent: !view.isPending('shift_closings', report.closing.id) } : null;
}

/**
 * What this till knows of a shift that is about to be closed: its cash, and which tills it has not heard lately (all of
 * them where it has no line itself).
 */
export async function knownAtClosing(station: Station, id: Id<'shift'>): Promise<KnownAtClosing> {
  const [view, offsets] = await station.read(
    async (tx) => [await moneyView(tx, station), (await tx.meta('clock')) ?? []] as const,
  );
  const shift = shiftOf(view, id);
  const cash = shift && drawerCashOf(view, shift);
  const quietMs = station.status.state === 'offline' ? 0 : QUIET_MS;
  const quiet = quietTills(view, { own: station.identity.install, nowMs: correctedNow(Date.now(), offsets), quietMs });
  return {
    takenMinor: cash?.takenMinor ?? 0,
    refundedMinor: cash?.refundedMinor ?? 0,
    missing: quiet.map(({ install }) => install),
  };
}

// A view of its own: closed orders and their money are not in the one that the screens share (F18). The orders of the
// latter tell when other tills were heard last.
async function moneyView(tx: ClientTx, station: Station): Promise<DeviceView> {
  const view = new DeviceView(CLIENT_RULES);
  for (const name of WHOLE) view.setRows(name, await tx.rowsOf(name));
  for (const name of ['orders', 'order_lines', 'voids']) view.setRows(name, station.device.view.all(name));
  view.setPending(await listPending(tx));
  return view;
}
