// What the app loads of money on demand; it comes with the inbox (`inbox/inbox-parts.ts`).
import '../style/payment.css';

export { ClosingPage } from '../pos/closing-page.tsx';
export { OrderStory } from '../pos/order-story.tsx';
export { ShiftPage } from '../pos/shift-page.tsx';
export { AnswerSheet } from './answer-sheet.tsx';
export { AttemptCards } from './attempt-cards.tsx';
export { CashExtras } from './cash-extras.tsx';
export { OtherPart } from './other-part.tsx';
export { OwedChangeOf } from './owed-change-of.tsx';
export { PaymentsPage } from './payments-page.tsx';
export { QrAhead } from './qr-ahead.tsx';
export { RailPart } from './rail-part.tsx';
export { SettleProven } from './settle-proven.tsx';
