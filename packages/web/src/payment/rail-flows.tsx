import type { Entity, rails } from '@resto360/domain';
import { useStation } from '../station/use-station.ts';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { usePaymentWords } from '../words/payment-words.ts';

/** How money goes over a rail: a request on a telephone, a page that is opened, or what the guest paid by themselves. */
export type Flow = 'push' | 'checkout' | 'claim';

type Rail = Entity<typeof rails>;

/** What a rail can do, as buttons. `isAskable`: it answers, and takes this amount when it is asked. */
export function RailFlows(props: {
  readonly rail: Rail;
  readonly isPayable: boolean;
  readonly isAskable: boolean;
  readonly onChoose: (flow: Flow) => void;
}) {
  const { rail, isPayable, isAskable, onChoose } = props;
  const isOffline = useStation().status.state === 'offline';
  const words = usePaymentWords();
  return (
    <div ref={arrowKeys} className="rail-flows" role="group" aria-label={words.howAsk}>
      {flowsOf(rail).map((flow, index) => (
        <FlowButton
          key={flow}
          flow={flow}
          isFirst={index === 0 && !isOffline && isAskable}
          needsLine={flow !== 'claim' && isOffline}
          isDisabled={!isPayable || (flow !== 'claim' && !isAskable)}
          onChoose={onChoose}
        />
      ))}
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
function flowsOf({ flows }: Rail): Flow[] {
  return [...(['push', 'checkout'] as const).filter((flow) => flows.includes(flow)), 'claim'];
}
