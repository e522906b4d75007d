import { useState } from 'react';
import type { Entity, rails } from '@resto360/domain';
import { go } from '../shell/route.ts';
import { useStation } from '../station/use-station.ts';
import { Notice } from '../ui/notice.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';
import { AskSheet } from './ask-sheet.tsx';
import { ClaimSheet } from './claim-sheet.tsx';
import { deferralOf } from './consent.ts';
import { RailFlows, type Flow } from './rail-flows.tsx';
import type { RailProps } from './rail-props.ts';
import { useLeftAlone } from './use-left-alone.ts';
import { useRequest } from './use-request.ts';

/** The ways over one rail: ask the guest's telephone, show a code, or note what they have paid already. */
export function RailPart(props: RailProps & { readonly onAsked: () => void }) {
  const { rail, order, amountMinor, onAsked } = props;
  const [open, setOpen] = useState<Flow | null>(null);
  const close = () => setOpen(null);
  const asked = () => {
    close();
    onAsked();
  };
  const { request, refusal, sheet } = useRequest(props, asked);
  const why = useOffRail(rail, amountMinor);
  const isAway = useLeftAlone(rail)();
  const choose = (flow: Flow) => {
    // A code needs nothing of the guest first; a telephone does.
    if (flow === 'checkout' && !rail.needsPayer && why === '') request({ kind: 'checkout' });
    else setOpen(flow);
  };
  return (
    <div className="rail-part">
      <RailNotices rail={rail} why={why} isAway={isAway} />
      <p className="refusal" role="alert">
        {refusal}
      </p>
      <RailFlows rail={rail} isPayable={amountMinor > 0} isAskable={why === '' && !isAway} onChoose={choose} />
      {(open === 'push' || open === 'checkout') && <AskSheet {...props} kind={open} onAsked={asked} onClose={close} />}
      {open === 'claim' && (
        <ClaimSheet {...props} onClaimed={() => go({ page: 'receipt', order }, true)} onClose={close} />
      )}
      {sheet}
    </div>
  );
}

/** What speaks against asking over this rail at the moment: it does not answer, no line, the amount. */
function RailNotices(props: { readonly rail: Entity<typeof rails>; readonly why: string; readonly isAway: boolean }) {
  const { rail, why, isAway } = props;
  const { view, status } = useStation();
  const words = usePaymentWords();
  const isOffline = status.state === 'offline' && !isAway;
  const mayBeLater = deferralOf(view).isOn && rail.flows.includes('push');
  return (
    <>
      {isOffline && (
        <Notice role="status">
          {words.offline} {mayBeLater && words.laterHint}
        </Notice>
      )}
      {isAway && <Notice role="status">{words.railAway(rail.name)}</Notice>}
      {why !== '' && <Notice role="status">{why}</Notice>}
    </>
  );
}

/** Why the rail does not take this amount when it is asked; empty where it does. */
function useOffRail({ minMinor, maxMinor, stepMinor }: Entity<typeof rails>, amountMinor: number): string {
  const { formats } = useSpeech();
  const words = usePaymentWords();
  if (amountMinor <= 0) return '';
  if (amountMinor < minMinor || amountMinor > maxMinor) {
    return words.offRail(formats.money(minMinor), formats.money(maxMinor));
  }
  return amountMinor % stepMinor === 0 ? '' : words.offStep(formats.money(stepMinor));
}
