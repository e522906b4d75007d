import { useState } from 'react';
import { useStation } from '../station/use-station.ts';
import { paymentIntentsOf, type Request } from './payment-intents.ts';
import type { RailProps } from './rail-props.ts';
import { useAnswer } from './use-answer.tsx';

/** Asks for money over a rail, once for all taps until it is saved; then it goes by itself. `sheet` is put on the page. */
export function useRequest({ rail, order, drawer, amountMinor, person }: RailProps, onAsked: () => void) {
  const station = useStation();
  const { tap, refusal, sheet } = useAnswer(person);
  const [id, setId] = useState(() => station.newId());
  const [isSaving, setSaving] = useState(false);
  const request = async (how: Pick<Request, 'kind' | 'payer' | 'operator' | 'consent'>) => {
    if (isSaving) return;
    setSaving(true);
    const correctedMs = Date.now() + station.clockOffMs;
    const asked = { id, order, drawer, rail: rail.rail, amountMinor, correctedMs, ...how };
    const outcome = await tap(paymentIntentsOf(person).request(asked));
    setSaving(false);
    const isOld = outcome.kind === 'refused' && outcome.refusal.code === 'already_saved';
    if (outcome.kind !== 'saved' && !isOld) return;
    setId(station.newId());
    onAsked();
  };
  return { request: (how: Parameters<typeof request>[0]) => void request(how), isSaving, refusal, sheet };
}
