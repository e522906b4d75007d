import { useRef, useState } from 'react';
import { activeAttemptsOf, partIdsOf, RefusalCode, type Id } from '@resto360/domain';
import { go } from '../shell/route.ts';
import type { Person } from '../staff/staff-session.ts';
import { keep } from '../station/keep.ts';
import type { Intent, TapOutcome } from '../station/station.ts';
import { useStation } from '../station/use-station.ts';
import { intentsOf, type CashHanded } from './order-intents.ts';
import { useTaps } from './use-taps.ts';

type Answer = (by: Id<'staff'> | null) => void;

/**
 * Takes cash, or notes what is no cash, once, and goes on to the receipt. While a request over a rail may still bring the
 * money, somebody answers for taking more (`isAsking`, `answer`), whoever takes it (PAY-15).
 */
export function useTake(order: Id<'order'>, person: Person) {
  const station = useStation();
  const [id] = useState(() => station.newId());
  const [saving, setSaving] = useState(false);
  const [asking, setAsking] = useState<{ readonly answer: Answer }>();
  const isSaving = useRef(false);
  const isUnderWay = () =>
    partIdsOf(station.view, order).some((part) => activeAttemptsOf(station.view, part).length > 0);
  const { tap, refusal } = useTaps(async (intent: Intent): Promise<TapOutcome> => {
    const outcome = isUnderWay() ? UNDER_WAY : await station.tap(intent);
    if (outcome.kind !== 'refused' || outcome.refusal.code !== RefusalCode.paymentUnderWay) return outcome;
    const by = await new Promise<Id<'staff'> | null>((answer) => setAsking({ answer }));
    setAsking(undefined);
    return by === null ? outcome : station.tap(intent, by);
  });
  const take = async (handed: Omit<CashHanded, 'id' | 'order'>) => {
    if (isSaving.current || handed.amountMinor <= 0) return;
    isSaving.current = true;
    setSaving(true);
    const outcome = await tap(intentsOf(person).takeCash({ id, order, ...handed }));
    isSaving.current = false;
    setSaving(false);
    // Saved by an earlier tap that seemed to fail: the paper says which amount that was.
    const isOld = outcome.kind === 'refused' && outcome.refusal.code === 'already_saved';
    // The next guest's cash goes to the same drawer, after a reload too.
    if (outcome.kind === 'saved') keep('drawer', handed.drawer);
    if (outcome.kind === 'saved' || isOld) go({ page: 'receipt', order }, true);
  };
  return {
    take: (handed: Omit<CashHanded, 'id' | 'order'>) => void take(handed),
    saving,
    refusal,
    isAsking: asking !== undefined,
    answer: (by: Id<'staff'> | null) => asking?.answer(by),
  };
}

const UNDER_WAY: TapOutcome = { kind: 'refused', refusal: { code: RefusalCode.paymentUnderWay, details: {} } };
