import { useEffect, useRef, useState } from 'react';
import { drawers, find, may, type Exception } from '@resto360/domain';
import {
  drawerOfRefund,
  isAskedOfServer,
  Remedy,
  remediesOf,
  sidesOf,
  type RemedyOption,
} from '@resto360/domain/decision';
import { usePaymentWords } from '../words/payment-words.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import type { Person } from '../staff/staff-session.ts';
import type { Station } from '../station/station.ts';
import { useStation } from '../station/use-station.ts';
import { DiscardSheet } from './discard-sheet.tsx';
import { ownDrawer } from './inbox-intents.ts';
import { addressOfRemedy } from './remedy-link.ts';
import { Sides } from './sides.tsx';
import { detailsOf } from './tell.ts';
import { useTelling } from './use-telling.ts';
import { lastWishOfMatter, mayChoose } from './wished-matter.ts';

type Decide = (one: Exception, option: RemedyOption, said: string) => void;

/** An open matter: what happened, what stands against what, and what can be done, the proposal as the big button. */
export function MatterCard(props: {
  readonly one: Exception;
  readonly person: Person;
  readonly now: number;
  readonly busy: boolean;
  /** Somebody came here for this very one. */
  readonly isAsked: boolean;
  readonly onDecide: Decide;
}) {
  const { one, person, now, isAsked } = props;
  const { view, identity } = useStation();
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isAsked) card.current?.focus();
  }, [isAsked]);
  const telling = useTelling();
  const { words } = telling;
  const details = detailsOf(view, one, telling);
  const sentence = words.sentence[one.kind](details);
  // What only the office can do, with a line, is told once and not offered twice.
  const isHere = ({ how }: RemedyOption) => how !== 'server' || identity.kind === 'office';
  const [proposal, ...rest] = remediesOf(view, one);
  const others = rest.filter(isHere);
  return (
    <li
      ref={card}
      className="card matter"
      data-kind={one.kind}
      data-asked={isAsked ? '' : undefined}
      tabIndex={isAsked ? -1 : undefined}
    >
      <p className="muted small">{words.kind[one.kind]}</p>
      <h2>{sentence}</h2>
      <Sides view={view} sides={sidesOf(view, one)} now={now} />
      <Asked one={one} />
      {proposal && <Choice {...props} option={proposal} isProposal />}
      {proposal && !may(person.role, proposal.right) && <p className="muted small">{words.needsOther}</p>}
      {others.length > 0 && (
        <details className="matter-more">
          <summary>{words.more}</summary>
          <div className="matter-others">
            {others.map((option) => (
              <Choice key={option.remedy} {...props} option={option} isProposal={false} />
            ))}
          </div>
        </details>
      )}
    </li>
  );
}

// What somebody asked of the server already: it stands here until the server has done it, or said otherwise.
function Asked({ one }: { readonly one: Exception }) {
  const { view } = useStation();
  const { words, formats } = useTelling();
  const { wish } = usePaymentWords();
  const last = lastWishOfMatter(view, one);
  return last ? <p className="muted small">{words.asked(wish[last.wish], formats.time(last.at))}</p> : null;
}

function Choice(props: {
  readonly one: Exception;
  readonly now: number;
  readonly person: Person;
  readonly busy: boolean;
  readonly onDecide: Decide;
  readonly option: RemedyOption;
  readonly isProposal: boolean;
}) {
  const { one, option, isProposal } = props;
  const station = useStation();
  const [isAsking, setAsking] = useState(false);
  const { view, identity } = station;
  const telling = useTelling();
  const { words } = telling;
  const quantity = option.quantity === null ? '' : String(option.quantity);
  // A button says what it books, which may be less than the matter is about.
  const booked = option.amountMinor === null ? {} : { amount: telling.formats.money(option.amountMinor) };
  const details = { ...detailsOf(view, one, telling), ...booked, quantity };
  const label = words.remedy[option.remedy](details);
  const look = isProposal ? { look: 'primary' as const } : {};
  const address = addressOfRemedy(
    option.remedy,
    { view, matter: one },
    { pathname: location.pathname, kind: identity.kind },
  );
  if (option.how === 'wait') return <p>{words.wait}</p>;
  if (address !== undefined) {
    return (
      <ButtonLink {...look} href={address}>
        {label}
      </ButtonLink>
    );
  }
  if (option.how === 'server' && identity.kind !== 'office') return <p className="muted">{words.atOffice}</p>;
  const said = isAskedOfServer(option.remedy) ? words.askedNow(label) : words.done[option.remedy](details);
  const decide = () => props.onDecide(one, option, said);
  const mustAsk = option.remedy === Remedy.discardOp;
  const isCashBack = option.remedy === Remedy.giveBack || option.remedy === Remedy.gaveLateBack;
  const drawer = isCashBack ? nameOfDrawer(station, one) : undefined;
  return (
    <>
      <Button
        {...look}
        isBusy={props.busy}
        disabled={
          option.how === 'page' ||
          !may(props.person.role, option.right) ||
          !mayChoose(view, one, option.remedy, props.now)
        }
        onClick={() => props.busy || (mustAsk ? setAsking(true) : decide())}
      >
        {label}
      </Button>
      {isAsking && (
        <DiscardSheet
          amount={details.amount}
          onClose={() => setAsking(false)}
          onDiscard={() => {
            setAsking(false);
            decide();
          }}
        />
      )}
      {drawer !== undefined && <p className="muted small">{words.fromDrawer(drawer)}</p>}
    </>
  );
}

// Where the money lies that goes back: whoever taps must know which drawer to open.
function nameOfDrawer(station: Station, { order, amountMinor }: Exception): string | undefined {
  const id = ownDrawer(station) ?? drawerOfRefund(station.view, order ?? '', amountMinor ?? 0);
  return find(station.view, drawers, id ?? '')?.name;
}
