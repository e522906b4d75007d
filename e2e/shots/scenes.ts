import { at, digits, here, lines, tap, tapWords, write, type Show, type Step } from './moves.ts';
import type { Stage, StageDevice } from './stage.ts';

/** A screen to be photographed: on which device, and how to bring it up whatever stood there before. */
export type Scene = {
  readonly name: string;
  readonly device: StageDevice;
  readonly show: Show;
  /** Money that came late has to be on the stage, which takes its time to come. */
  readonly isLate?: boolean;
};

const busy = (page: 'order' | 'pay') => (stage: Stage) => `#/${page}/${stage.orders.busy}`;
/** A rail of the page to pay on, and one of its ways. */
const rail = (name: string, flow: string) => [tap(`[data-way="${name}"]`), tap(`[data-flow="${flow}"]`)] as const;
const nothing: Show = async () => undefined;

/** The sheet of a dish that asks questions, with an answer given. */
const choice: Step = async (page) => {
  await page.getByRole('searchbox').fill('Poulet braisé entier');
  await page.locator('.dish').first().click();
  await page.getByRole('dialog').getByRole('checkbox').first().check();
};

/** The lower end of a page that is longer than any screen. */
const end: Step = async (page) => page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));

/** A matter of the inbox in the middle of the screen. */
const matter =
  (kind: string): Step =>
  async (page) => {
    const card = page.locator(`.matter[data-kind="${kind}"]`).first();
    await card.evaluate((shown) => shown.scrollIntoView({ block: 'center' }));
  };

/** Every screen, by the station it belongs to. */
export const SCENES: readonly Scene[] = [
  { name: 'enrol', device: 'new', show: nothing },
  { name: 'pin', device: 'idle', show: here(tap('.people .person'), digits('36')) },
  { name: 'pos-floor', device: 'till', show: at('#/') },
  { name: 'pos-takeaway', device: 'till', show: at('#/', tap('button.table-tile.new'), write('Aïcha')) },
  {
    name: 'pos-settings',
    device: 'till',
    show: at(
      '#/',
      tapWords(({ app }) => app.menu),
    ),
  },
  { name: 'pos-status', device: 'till', show: at('#/', tap('.chip')) },
  { name: 'pos-order', device: 'till', show: at(busy('order')) },
  { name: 'pos-choice', device: 'till', show: at(busy('order'), choice) },
  { name: 'pos-line', device: 'till', show: at(busy('order'), lines, tap('.line.draft .line-main')) },
  {
    name: 'pos-void',
    device: 'till',
    show: at(busy('order'), lines, tap('.line.preparing .line-main'), tap('.line-actions .danger')),
  },
  { name: 'pos-actions', device: 'till', show: at(busy('order'), lines, tap('.ticket-head .icon')) },
  {
    name: 'pos-move',
    device: 'till',
    show: at(
      busy('order'),
      lines,
      tap('.ticket-head .icon'),
      tapWords(({ order }) => order.move),
    ),
  },
  { name: 'pos-pay', device: 'till', show: at(busy('pay')) },
  { name: 'pos-pay-rail', device: 'till', show: at(busy('pay'), tap('[data-way="mtn"]')) },
  { name: 'pos-pay-ask', device: 'till', show: at(busy('pay'), ...rail('mtn', 'push')) },
  { name: 'pos-pay-claim', device: 'till', show: at(busy('pay'), ...rail('wave', 'claim')) },
  { name: 'pos-pay-asked', device: 'till', show: at((stage) => `#/pay/${stage.orders.asked}`) },
  { name: 'pos-payments', device: 'till', show: at('#/payments') },
  { name: 'pos-receipt', device: 'till', show: at((stage) => `#/receipt/${stage.orders.paid}`) },
  { name: 'pos-orders', device: 'till', show: at('#/orders') },
  { name: 'pos-closed', device: 'till', show: at('#/orders', tap('.segments .button:nth-child(2)')) },
  { name: 'pos-shift', device: 'till', show: at('#/shift') },
  { name: 'pos-count', device: 'till', show: at('#/shift', tap('[data-state="open"] button'), digits('84500')) },
  { name: 'pos-inbox', device: 'till', show: at('#/inbox') },
  { name: 'pos-inbox-more', device: 'till', show: at('#/inbox', tap('.matter summary')) },
  { name: 'pos-inbox-twice', device: 'till', show: at('#/inbox', matter('decided_twice')) },
  { name: 'pos-inbox-copied', device: 'till', show: at('#/inbox', matter('tablet_copied')) },
  { name: 'pos-inbox-late', device: 'till', show: at('#/inbox', matter('money_late')), isLate: true },
  { name: 'pos-history', device: 'till', show: at('#/inbox', tap('.inbox-bar .button:nth-child(2)')) },
  { name: 'health', device: 'till', show: at('#/health') },
  { name: 'kitchen', device: 'kitchen', show: here() },
  { name: 'kitchen-sold-out', device: 'kitchen', show: here(tapWords(({ kitchen }) => kitchen.soldOut)) },
  { name: 'office-today', device: 'office', show: at('#/') },
  { name: 'office-payments', device: 'office', show: at('#/payments') },
  { name: 'office-inbox', device: 'office', show: at('#/inbox') },
  { name: 'office-menu', device: 'office', show: at('#/menu') },
  { name: 'office-dish', device: 'office', show: at('#/menu', tap('.office-item-main')) },
  {
    name: 'office-question',
    device: 'office',
    show: at(
      '#/menu',
      tapWords(({ office }) => office.questions),
      tap('.office-item-main'),
    ),
  },
  { name: 'office-floor', device: 'office', show: at('#/floor') },
  { name: 'office-table', device: 'office', show: at('#/floor', tap('.office-tables .table-tile')) },
  {
    name: 'office-house',
    device: 'office',
    show: at(
      '#/floor',
      tapWords(({ office }) => office.settingsEdit),
    ),
  },
  { name: 'office-staff', device: 'office', show: at('#/staff') },
  { name: 'office-person', device: 'office', show: at('#/staff', tap('.people .person')) },
  { name: 'office-devices', device: 'office', show: at('#/devices') },
  { name: 'office-code', device: 'office', show: at('#/devices', tap('.office-bar .primary'), tap('.office-choice')) },
  { name: 'office-revoke', device: 'office', show: at('#/devices', tap('.office-device .danger')) },
  { name: 'ui', device: 'ui', show: nothing },
  { name: 'ui-end', device: 'ui', show: here(end) },
];
