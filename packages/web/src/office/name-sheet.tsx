import { useState } from 'react';
import { areas, categories, stations, type drawers, type Id, type RowEdit } from '@resto360/domain';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { EditSheet } from './edit-sheet.tsx';
import { EmojiField } from './emoji-field.tsx';
import { CheckField, TextField } from './fields.tsx';
import { useSaving } from './saving.tsx';

type Named = typeof areas | typeof categories | typeof stations | typeof drawers;

/** Something that is little more than its name: an area, a heading, a station, a drawer. */
export function NameSheet(props: {
  readonly of: Named;
  readonly row:
    | { readonly id: Id; readonly name: string; readonly emoji?: string | null; readonly hasScreen?: boolean }
    | undefined;
  readonly title: string;
  /** Where a new one goes, in lists that have an order. */
  readonly place?: number;
  readonly onClose: () => void;
}) {
  const { of, row } = props;
  const station = useStation();
  const { words } = useSpeech();
  const { save } = useSaving();
  const [id] = useState(() => row?.id ?? station.newId());
  const [name, setName] = useState(row?.name ?? '');
  const [emoji, setEmoji] = useState(row?.emoji ?? null);
  const [hasScreen, setHasScreen] = useState(row?.hasScreen ?? true);
  const write = (fields: RowEdit['fields'], said: string) => save([{ of, id, fields }], said);
  const saveAll = () => {
    const called = name.trim();
    if (called === '') return words.office.nameMissing;
    const more = of.name === stations.name ? { hasScreen } : of.name === categories.name ? { emoji } : {};
    const place = row || props.place === undefined ? {} : { position: props.place };
    return write({ name: called, ...more, ...place }, words.office.saved(called));
  };
  const remove = row && {
    label: words.office.remove,
    run: () => write({ deleted: true }, words.office.removed(row.name)),
  };
  return (
    <EditSheet title={props.title} onClose={props.onClose} save={saveAll} remove={remove}>
      <TextField label={words.office.name} value={name} onValue={setName} max={40} isFirst={!row} />
      {of.name === categories.name && <EmojiField value={emoji} onValue={setEmoji} />}
      {of.name === stations.name && (
        <CheckField
          label={words.office.hasScreen}
          hint={words.office.hasScreenHint}
          value={hasScreen}
          onValue={setHasScreen}
        />
      )}
    </EditSheet>
  );
}
