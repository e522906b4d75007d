import { useState } from 'react';
import type { Id } from '@resto360/domain';
import { useNow } from '../shell/use-now.ts';
import type { Person } from '../staff/staff-session.ts';
import { useRead } from '../station/use-read.ts';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Button } from '../ui/button.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';
import { fitsFilter, queueOf, type QueueEntry, type QueueFilter } from './queue.ts';
import { QueueDetails } from './queue-details.tsx';
import { QueueRow } from './queue-row.tsx';
import { readQueue } from './read-queue.ts';
import { GROUPS, GROUP_SHAPES } from './standing.ts';

/** How often the list is read anew while something changes. **Units** ms. */
const READ_MS = 2_000;
/** Rows shown at a time: a telephone of 2 GB draws no thousand of them. */
const STEP = 60;
const NO_FILTER: QueueFilter = { group: '', rail: '', typed: '' };

/** Money over rails, all of it and newest first: what waits, what a person has to check, what was paid and what was not. */
export function PaymentsPage({ person }: { readonly person: Person }) {
  const speech = useSpeech();
  const words = usePaymentWords();
  const now = useNow();
  const [view, look] = useRead(readQueue, READ_MS);
  const [filter, setFilter] = useState(NO_FILTER);
  const [count, setCount] = useState(STEP);
  const [open, setOpen] = useState<Id<'attempt'> | null>(null);
  if (!view) return null;
  const { table: tableOf, takeaway } = speech.words.tables;
  const all = queueOf(view, { tableOf, takeaway });
  const shown = all.filter((entry) => fitsFilter(entry, filter));
  const opened = all.find(({ attempt }) => attempt.id === open);
  return (
    <div className="payments">
      <FilterBar all={all} filter={filter} onFilter={setFilter} />
      {shown.length === 0 && <p className="empty">{all.length === 0 ? words.none : words.noneOfThese}</p>}
      <ul ref={arrowKeys} className="latest">
        {shown.slice(0, count).map((entry) => (
          <QueueRow
            key={entry.attempt.id}
            entry={entry}
            view={view}
            now={now}
            onOpen={() => setOpen(entry.attempt.id)}
          />
        ))}
      </ul>
      {shown.length > count && <Button onClick={() => setCount(count + STEP)}>{words.more}</Button>}
      {opened && (
        <QueueDetails
          key={opened.attempt.id}
          entry={opened}
          view={view}
          person={person}
          onWished={look}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

function FilterBar(props: {
  readonly all: readonly QueueEntry[];
  readonly filter: QueueFilter;
  readonly onFilter: (filter: QueueFilter) => void;
}) {
  const { all, filter, onFilter } = props;
  const words = usePaymentWords();
  const rails = new Map(all.map(({ attempt, railName }) => [attempt.rail, railName]));
  return (
    <div className="payments-bar">
      <div className="segments" role="group" aria-label={words.title}>
        <Button aria-pressed={filter.group === ''} onClick={() => onFilter({ ...filter, group: '' })}>
          {words.all}
        </Button>
        {GROUPS.map((group) => (
          <Button key={group} aria-pressed={filter.group === group} onClick={() => onFilter({ ...filter, group })}>
            <span aria-hidden="true">{GROUP_SHAPES[group]}</span> {words.group[group]}{' '}
            <b className="money">{all.filter((one) => one.group === group).length}</b>
          </Button>
        ))}
      </div>
      {rails.size > 1 && (
        <select
          className="field"
          aria-label={words.factRail}
          value={filter.rail}
          onChange={(event) => onFilter({ ...filter, rail: event.target.value })}
        >
          <option value="">{words.allRails}</option>
          {[...rails].map(([rail, name]) => (
            <option key={rail} value={rail}>
              {name}
            </option>
          ))}
        </select>
      )}
      <input
        className="field search"
        type="search"
        value={filter.typed}
        placeholder={words.search}
        aria-label={words.search}
        onChange={(event) => onFilter({ ...filter, typed: event.target.value })}
      />
    </div>
  );
}
