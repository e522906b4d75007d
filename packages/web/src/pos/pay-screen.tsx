import { Suspense, useState } from 'react';
import { dueOf, type Id } from '@resto360/domain';
import { addressOf } from '../shell/route.ts';
import { TopBar } from '../shell/top-bar.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { useDrawer } from './drawer-choice.tsx';
import { AnswerSheet } from './on-demand.ts';
import { useOrderNames } from './order-name.ts';
import { PayAsked } from './pay-asked.tsx';
import { PayTaken } from './pay-taken.tsx';
import type { Way } from './pay-ways.tsx';
import { useTake } from './use-take.ts';
import { useTyping } from './use-typing.ts';

/** What is due, how it is paid, and what was handed over. "Paid" is said on the next page, after the commit. */
export function PayScreen({ order, person }: { readonly order: Id<'order'>; readonly person: Person }) {
  const { view } = useStation();
  const { words } = useSpeech();
  const [way, setWay] = useState<Way>('cash');
  const [drawer, onDrawer] = useDrawer();
  const typing = useTyping(Math.max(0, dueOf(view, order).dueMinor));
  const { isAsking, answer, ...taking } = useTake(order, person);
  const onWay = (next: Way) => {
    setWay(next);
    typing.begin();
  };
  const name = useOrderNames()(order) ?? '';
  return (
    <div className="page pay">
      <TopBar title={`${name} · ${words.pay.title}`} back={addressOf({ page: 'order', order })} person={person} />
      <main className="scroll pay-main">
        <PayAsked {...{ order, person, way, typing, onWay }} />
        <PayTaken {...{ order, person, way, typing, drawer, onDrawer, taking }} />
      </main>
      <Suspense>
        {isAsking && <AnswerSheet why="under_way" person={person} onAnswered={answer} onClose={() => answer(null)} />}
      </Suspense>
    </div>
  );
}
