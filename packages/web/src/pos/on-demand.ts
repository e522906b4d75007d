import { lazy } from 'react';

// Loaded when a page needs it, as one piece; the service worker has it on a dead line too.
const parts = () => import('../inbox/inbox-parts.ts');

export const AnswerSheet = lazy(async () => ({ default: (await parts()).AnswerSheet }));
export const AttemptCards = lazy(async () => ({ default: (await parts()).AttemptCards }));
export const CashExtras = lazy(async () => ({ default: (await parts()).CashExtras }));
export const ClosingPage = lazy(async () => ({ default: (await parts()).ClosingPage }));
export const OrderStory = lazy(async () => ({ default: (await parts()).OrderStory }));
export const OtherPart = lazy(async () => ({ default: (await parts()).OtherPart }));
export const OwedChangeOf = lazy(async () => ({ default: (await parts()).OwedChangeOf }));
export const PaymentsPage = lazy(async () => ({ default: (await parts()).PaymentsPage }));
export const QrAhead = lazy(async () => ({ default: (await parts()).QrAhead }));
export const RailPart = lazy(async () => ({ default: (await parts()).RailPart }));
export const SettleProven = lazy(async () => ({ default: (await parts()).SettleProven }));
export const ShiftPage = lazy(async () => ({ default: (await parts()).ShiftPage }));
