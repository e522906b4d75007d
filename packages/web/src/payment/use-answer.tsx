import { useState, type ReactNode } from 'react';
import { Action, may, RefusalCode, type Id, type Refusal } from '@resto360/domain';
import type { Person } from '../staff/staff-session.ts';
import type { Intent, TapOutcome } from '../station/station.ts';
import { useRefusal } from '../station/use-refusal.ts';
import { useStation } from '../station/use-station.ts';
import type { AnswerWhy } from '../words/payment.fr.ts';
import { usePaymentWords } from '../words/payment-words.ts';
import { AnswerSheet } from './answer-sheet.tsx';

type Asking = { readonly why: AnswerWhy; readonly answer: (by: Id<'staff'> | null) => void };

/**
 * Taps about money over a rail: where the command wants somebody who answers for it a sheet asks, with what stands
 * against it, and the tap is made again. `isUnderWay`, for what may be taken beside a request: whether one may still bring
 * the money; whoever has the right then says so first, as with cash (PAY-15). `sheet` is put on the page, `refusal` is the
 * last no in words, `used` the order on which a reference was taken before.
 */
export function useAnswer(person: Person, isUnderWay?: () => boolean) {
  const station = useStation();
  const { refusal, setRefusal } = useRefusal();
  const [used, setUsed] = useState<Id<'order'> | null>(null);
  const words = usePaymentWords();
  const [asking, setAsking] = useState<Asking>();
  const [unanswered, setUnanswered] = useState<AnswerWhy>();
  const tap = async (intent: Intent): Promise<TapOutcome> => {
    // Of who has no right the command asks it anyway, after it has found nothing else to refuse.
    const isOwn = may(person.role, Action.answerForPayment) && isUnderWay?.() === true;
    let outcome = isOwn ? UNDER_WAY : await station.tap(intent);
    const why = outcome.kind === 'refused' ? whyOf(outcome.refusal, isUnderWay !== undefined) : undefined;
    if (why !== undefined) {
      const by = await new Promise<Id<'staff'> | null>((answer) => setAsking({ why, answer }));
      setAsking(undefined);
      if (by !== null) outcome = await station.tap(intent, by);
    }
    const no = outcome.kind === 'refused' ? outcome.refusal : null;
    setRefusal(no);
    setUnanswered(no?.code === RefusalCode.approvalNeeded ? why : undefined);
    setUsed(no?.code === RefusalCode.referenceUsed ? String(no.details['order']) : null);
    return outcome;
  };
  const sheet: ReactNode = asking && (
    <AnswerSheet why={asking.why} person={person} onAnswered={asking.answer} onClose={() => asking.answer(null)} />
  );
  // The usual words for a missing PIN are of a device that was away for long.
  const said = refusal !== '' && unanswered !== undefined ? words.answer[unanswered] : refusal;
  return { tap, refusal: said, used, sheet };
}

const UNDER_WAY: TapOutcome = { kind: 'refused', refusal: { code: RefusalCode.paymentUnderWay, details: {} } };
const WHYS = ['amount', 'sum', 'count', 'age', 'deferred'] as const;

function whyOf({ code, details }: Refusal, isBeside: boolean): AnswerWhy | undefined {
  if (code === RefusalCode.paymentUnderWay) return isBeside ? 'under_way' : undefined;
  if (code !== RefusalCode.approvalNeeded || details['action'] !== Action.answerForPayment) return undefined;
  return WHYS.find((why) => why === details['why']) ?? 'wish';
}
