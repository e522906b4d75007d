import type { Page } from '@playwright/test';
import type { Language } from '../../packages/web/src/words/format.ts';
import type { Stage, StageDevice } from './stage.ts';

/** A screen to be photographed: on which device, and how to bring it up whatever stood there before. */
export type Scene = {
  readonly name: string;
  readonly device: StageDevice;
  readonly show: (page: Page, stage: Stage, language: Language) => Promise<void>;
};

const at = (hash: string) => async (page: Page) => {
  await page.keyboard.press('Escape');
  await page.evaluate((address) => (location.hash = address), hash);
};
const ofOrder = (page: 'order' | 'pay' | 'receipt', which: 'busy' | 'paid') => async (shown: Page, stage: Stage) =>
  at(`#/${page}/${stage.orders[which]}`)(shown);

/** Every screen, by the station it belongs to. */
export const SCENES: readonly Scene[] = [
  { name: 'enrol', device: 'new', show: async () => undefined },
  { name: 'pos-floor', device: 'till', show: at('#/') },
  { name: 'pos-order', device: 'till', show: ofOrder('order', 'busy') },
  { name: 'pos-pay', device: 'till', show: ofOrder('pay', 'busy') },
  { name: 'pos-receipt', device: 'till', show: ofOrder('receipt', 'paid') },
  { name: 'pos-orders', device: 'till', show: at('#/orders') },
  { name: 'pos-shift', device: 'till', show: at('#/shift') },
  { name: 'health', device: 'till', show: at('#/health') },
  { name: 'kitchen', device: 'kitchen', show: async () => undefined },
  { name: 'office-today', device: 'office', show: at('#/') },
  { name: 'office-menu', device: 'office', show: at('#/menu') },
  { name: 'office-floor', device: 'office', show: at('#/floor') },
  { name: 'office-staff', device: 'office', show: at('#/staff') },
  { name: 'office-devices', device: 'office', show: at('#/devices') },
  { name: 'ui', device: 'ui', show: async () => undefined },
];
