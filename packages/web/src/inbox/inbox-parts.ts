// What the app loads of the inbox on demand, as one piece: in several, what they share would go into the first load of
// every station. Payments come along for the same reason: they share the commands about money.
export * from '../payment/payment-parts.ts';
export { InboxPage } from './inbox-page.tsx';
export { OddList } from './odd-list.tsx';
export { MatterNotice } from './matter-notice.tsx';
