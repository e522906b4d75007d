import { useState } from 'react';
import type { Entity, rails } from '@resto360/domain';
import { go } from '../shell/route.ts';
import { useStation } from '../station/use-station.ts';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Notice } from '../ui/notice.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';
import { AskSheet } from './ask-sheet.tsx';
import { ClaimSheet } from './claim-sheet.tsx';
import { paymentIntentsOf } from './payment-intents.ts';
import type { RailProps } from './rail-props.ts';
import { useAnswer } from './use-answer.tsx';

type Flow = 'push' | 'checkout' | 'claim';

/** The ways over one rail: ask the guest's telephone, show a code, or note what they have paid already. */
export function RailPart(props: RailProps & { readonly onAsked: () => void }) {
  const { rail, order, drawer, amountMinor, person, onAsked } = props;
  const station = useStation();
  const words = usePaymentWords();
  const [open, setOpen] = useState<Flow | null>(null);
  const { tap, refusal } = useAnswer(person);
  const isOffline = station.status.state === 'offline';
  const isAway = rail.isOpen === 'no';
  const why = useOffRail(rail, amountMinor);
  // A code needs nothing of the guest first; a telephone does.
  const show = async () => {
    const intent = { id: station.newId(), order, drawer, rail: rail.rail, amountMinor, kind: 'checkout' as const };
    const outcome = await tap(paymentIntentsOf(person).request(intent));
    if (outcome.kind === 'saved') onAsked();
  };
  const choose = (flow: Flow) => {
    if (flow === 'checkout' && !rail.needsPayer && why === '') return void show();
    setOpen(flow);
  };
  const asked = () => {
    setOpen(null);
    onAsked();
  };
  return (
    <div className="rail-part">
      {isOffline && <Notice role="status">{words.offline}</Notice>}
      {isAway && !isOffline && <Notice role="status">{words.railAway(rail.name)}</Notice>}
      {why !== '' && <Notice role="status">{why}</Notice>}
      <p className="refusal" role="alert">
        {refusal}
      </p>
      <div ref={arrowKeys} className="rail-flows" role="group" aria-label={words.howAsk}>
        {flowsOf(rail).map((flow, index) => (
          <FlowButton
            key={flow}
            flow={flow}
            isFirst={index === 0 && !isOffline && !isAway}
            needsLine={flow !== 'claim' && isOffline}
            isDisabled={amountMinor <= 0 || (flow !== 'claim' && why !== '')}
            onChoose={choose}
          />
        ))}
      </div>
      {(open === 'push' || open === 'checkout') && (
        <AskSheet {...props} kind={open} onAsked={asked} onClose={() => setOpen(null)} />
      )}
      {open === 'claim' && (
        <ClaimSheet {...props} onClaimed={() => go({ page: 'receipt', order }, true)} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}

const SIGNS: Readonly<Record<Flow, string>> = { push: '↗', checkout: '▦', claim: '✎' };

function FlowButton(props: {
  readonly flow: Flow;
  readonly isFirst: boolean;
  readonly needsLine: boolean;
  readonly isDisabled: boolean;
  readonly onChoose: (flow: Flow) => void;
}) {
  const { flow, isFirst, needsLine, isDisabled, onChoose } = props;
  const words = usePaymentWords();
  return (
    <button
      type="button"
      className={isFirst ? 'rail-flow first' : 'rail-flow'}
      disabled={isDisabled}
      data-flow={flow}
      onClick={() => onChoose(flow)}
    >
      <span className="rail-sign" aria-hidden="true">
        {SIGNS[flow]}
      </span>
      <span className="stack grow">
        <b>{words[flow]}</b>
        <span className="small">{words[`${flow}Hint`]}</span>
      </span>
      {needsLine && <span className="rail-needs small">⚠ {words.needsLine}</span>}
    </button>
  );
}

/** What a rail can do, in the order in which it is offered. A guest may always have paid by themselves. */
function flowsOf({ flows }: Entity<typeof rails>): Flow[] {
  return [...(['push', 'checkout'] as const).filter((flow) => flows.includes(flow)), 'claim'];
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
