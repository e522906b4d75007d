import { useState } from 'react';
import type { Id, RowEdit } from '@resto360/domain';
import { useSpeech } from '../words/words.tsx';
import { useSaving } from './saving.tsx';

/** What was removed, each to be brought back: folded, and nothing where there is none. */
export function RemovedList<Row extends { readonly id: Id; readonly name: string }>(props: {
  readonly title: string;
  readonly rows: readonly Row[];
  /** The save that brings one back; undefined where there is no place for it. */
  readonly back: (row: Row) => RowEdit | undefined;
}) {
  const { title, rows, back } = props;
  const { words } = useSpeech();
  const { save } = useSaving();
  const [refusal, setRefusal] = useState('');
  if (rows.length === 0) return null;
  const bringBack = async (row: Row) => {
    const one = back(row);
    if (one) setRefusal(await save([one], words.office.broughtBack(row.name)));
  };
  return (
    <details className="card office-card office-details">
      <summary>
        {title} ({rows.length})
      </summary>
      <p className="refusal" role="alert">
        {refusal}
      </p>
      <ul className="office-rows">
        {rows.map((row) => (
          <li key={row.id}>
            <span className="grow">{row.name}</span>
            <button type="button" className="button" onClick={() => void bringBack(row)}>
              {words.office.bringBack}
              <span className="heard"> {row.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
