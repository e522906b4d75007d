import { useState } from 'react';
import { areas, byPlace, edit, listAll, tables, type Entity, type Id } from '@resto360/domain';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { EditSheet } from './edit-sheet.tsx';
import { FieldRow, SelectField, TextField } from './fields.tsx';
import { readCount } from './read-amount.ts';
import { useSaving } from './saving.tsx';

/** A table: its name, its seats, its area. */
export function TableSheet(props: {
  readonly area: Id<'area'>;
  readonly table: Entity<typeof tables> | undefined;
  readonly place: number;
  readonly onClose: () => void;
}) {
  const { table, place } = props;
  const station = useStation();
  const { words } = useSpeech();
  const { save } = useSaving();
  const [id] = useState(() => table?.id ?? station.newId());
  const [name, setName] = useState(table?.name ?? '');
  const [seats, setSeats] = useState(String(table?.seats ?? 4));
  const [area, setArea] = useState<string>(table?.area ?? props.area);
  const shown = listAll(station.view, areas)
    .filter(({ deleted }) => !deleted)
    .toSorted(byPlace);
  const saveAll = () => {
    const count = readCount(seats);
    if (name.trim() === '') return words.office.nameMissing;
    if (count === undefined || count < 1 || count > 100) return words.office.seatsWrong;
    const position = table ? {} : { position: place };
    return save([edit(tables, id, { name, seats: count, area, ...position })], words.office.saved(name.trim()));
  };
  const remove = table && {
    label: words.office.remove,
    hint: words.office.tableRemoveHint,
    run: () => save([edit(tables, table.id, { deleted: true })], words.office.removed(table.name)),
  };
  return (
    <EditSheet
      title={table ? words.tables.table(table.name) : words.office.newTable}
      onClose={props.onClose}
      save={saveAll}
      remove={remove}
    >
      <FieldRow>
        <TextField label={words.office.name} value={name} onValue={setName} max={20} isFirst={!table} />
        <TextField label={words.office.seats} value={seats} onValue={setSeats} inputMode="numeric" max={3} />
      </FieldRow>
      <SelectField
        label={words.office.area}
        value={area}
        options={shown.map((one) => [String(one.id), one.name] as const)}
        onValue={setArea}
      />
    </EditSheet>
  );
}
