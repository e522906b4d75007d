import { useNow } from '../shell/use-now.ts';
import { useRead } from '../station/use-read.ts';
import { useStation } from '../station/use-station.ts';
import { Money } from '../ui/money.tsx';
import { Notice } from '../ui/notice.tsx';
import { useSpeech } from '../words/words.tsx';
import { railName } from '../payment/rail-name.ts';
import type { DayFigures } from './day-figures.ts';
import type { MethodFigures } from './day-payments.ts';
import { DrawersCard } from './drawers-card.tsx';
import { HourBars } from './hour-bars.tsx';
import { readDay, type Day } from './read-day.ts';
import { useDevices } from './use-devices.ts';

const DISHES_SHOWN_MAX = 10;

/** The day at a glance, from what this device knows, and how much that is worth while tablets are away. */
export function TodayPage() {
  const { words } = useSpeech();
  const [day] = useRead(readDay, 3_000);
  return (
    <div className="office-page">
      <Freshness />
      {day && (
        <>
          <Tiles day={day} />
          <div className="office-columns">
            <section className="card office-card" aria-label={words.office.byHour}>
              <h2>{words.office.byHour}</h2>
              <HourBars hours={day.hours} />
            </section>
            <TopDishes dishes={day.dishes} />
            <DrawersCard drawers={day.drawers} />
          </div>
        </>
      )}
      <p className="muted small">{words.office.dayHint}</p>
    </div>
  );
}

function Freshness() {
  const { status } = useStation();
  const { words, formats } = useSpeech();
  const { known } = useDevices();
  const now = useNow();
  const behind =
    known?.devices.filter(({ revokedAt, health }) => revokedAt === null && (health?.unsent ?? 0) > 0) ?? [];
  const { heardAt } = status;
  return (
    <>
      {status.state === 'offline' && (
        <Notice role="status">
          {heardAt === null
            ? words.office.neverHeard
            : words.office.lastHeard(formats.time(heardAt), formats.age(now - heardAt))}
        </Notice>
      )}
      {behind.length > 0 && (
        <Notice role="status">
          {words.office.behind(behind.length)} <a href="#/devices">{behind.map(({ name }) => name).join(', ')}</a>
        </Notice>
      )}
    </>
  );
}

function Tiles({ day }: { readonly day: Day }) {
  const { words, formats } = useSpeech();
  const { closed, open, payments, voids, discounts, owing } = day;
  return (
    <div className="office-tiles">
      <Tile
        label={words.office.sold}
        minor={closed.amountMinor}
        detail={words.office.closedCount(closed.count)}
        isBig
      />
      <Tile label={words.office.openNow} minor={open.amountMinor} detail={words.office.openCount(open.count)} />
      <Tile
        label={words.office.owing}
        minor={owing.openMinor + owing.closedMinor}
        detail={
          owing.closedMinor > 0 ? words.office.owingClosed(formats.money(owing.closedMinor)) : words.office.owingHint
        }
      />
      {(payments.length === 0 ? [NO_CASH] : payments).map((one) => (
        <MethodTile
          key={`${one.method}/${one.rail}`}
          figures={one}
          name={one.rail === null ? words.office.method(one.method) : railName(day.view, one.rail)}
        />
      ))}
      <Tile label={words.office.voids} minor={voids.amountMinor} detail={words.office.times(voids.count)} />
      <Tile label={words.office.discounts} minor={discounts.amountMinor} detail={words.office.times(discounts.count)} />
    </div>
  );
}

const NO_CASH: MethodFigures = {
  method: 'cash',
  rail: null,
  count: 0,
  amountMinor: 0,
  refundedMinor: 0,
  toCheckMinor: 0,
  waitingMinor: 0,
};

/** What came in by one method, and, of mobile money, what a person should still look at. */
function MethodTile({ figures, name }: { readonly figures: MethodFigures; readonly name: string }) {
  const { words, formats } = useSpeech();
  const { count, amountMinor, refundedMinor, toCheckMinor, waitingMinor } = figures;
  const details = [
    words.office.paymentsCount(count),
    ...(refundedMinor > 0 ? [words.office.refunded(formats.money(refundedMinor))] : []),
    ...(toCheckMinor > 0 ? [words.office.toCheck(formats.money(toCheckMinor))] : []),
    ...(waitingMinor > 0 ? [words.office.waiting(formats.money(waitingMinor))] : []),
  ];
  return <Tile label={name} minor={amountMinor} detail={details.join(' · ')} />;
}

function Tile(props: {
  readonly label: string;
  readonly minor: number;
  readonly detail: string;
  readonly isBig?: boolean;
}) {
  return (
    <section className={props.isBig ? 'card office-tile big' : 'card office-tile'} aria-label={props.label}>
      <span className="muted">{props.label}</span>
      <Money minor={props.minor} />
      <span className="muted small">{props.detail}</span>
    </section>
  );
}

function TopDishes({ dishes }: { readonly dishes: DayFigures['dishes'] }) {
  const { words } = useSpeech();
  const most = dishes[0]?.quantity ?? 1;
  return (
    <section className="card office-card" aria-label={words.office.topDishes}>
      <h2>{words.office.topDishes}</h2>
      {dishes.length === 0 && <p className="empty">{words.office.nothingSold}</p>}
      <ol className="office-top">
        {dishes.slice(0, DISHES_SHOWN_MAX).map((dish) => (
          <li key={dish.item}>
            <b className="mono">{dish.quantity}×</b>
            <span className="grow">{dish.name}</span>
            <Money minor={dish.amountMinor} />
            <svg className="office-share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
              <rect width={(100 * dish.quantity) / most} height="4" rx="1" />
            </svg>
          </li>
        ))}
      </ol>
    </section>
  );
}
