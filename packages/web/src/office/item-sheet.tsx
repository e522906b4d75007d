import { useState } from 'react';
import {
  byPlace,
  categories,
  edit,
  find,
  items,
  listAll,
  modifierGroups,
  settings,
  stations,
  type Entity,
  type Id,
} from '@resto360/domain';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { EditSheet } from './edit-sheet.tsx';
import { EmojiField } from './emoji-field.tsx';
import { CheckField, FieldRow, SelectField, TextField } from './fields.tsx';
import { amountText, percentText, readAmount, readPercent } from './read-amount.ts';
import { useSaving } from './saving.tsx';

type Item = Entity<typeof items>;

/** A dish: what it is called, costs, is taxed, where it is made, what is asked with it. */
export function ItemSheet(props: {
  readonly item: Item | undefined;
  readonly category: Id<'category'>;
  readonly place: number;
  readonly onClose: () => void;
}) {
  const { item } = props;
  const { words } = useSpeech();
  const { save } = useSaving();
  const form = useItemForm(props);
  const { texts, set, flags, setFlags } = form;
  const remove = item && {
    label: words.office.itemRemove,
    hint: words.office.itemRemoveHint,
    run: () => save([edit(items, item.id, { deleted: true })], words.office.removed(item.name)),
  };
  return (
    <EditSheet title={item?.name ?? words.office.newItem} onClose={props.onClose} save={form.save} remove={remove}>
      <TextField label={words.office.name} value={texts.name} onValue={set('name')} max={80} isFirst={!item} />
      <FieldRow>
        <TextField label={words.office.price} value={texts.price} onValue={set('price')} inputMode="decimal" max={14} />
        <TextField label={words.office.tax} value={texts.tax} onValue={set('tax')} inputMode="decimal" max={6} />
      </FieldRow>
      <Places texts={texts} set={set} />
      <CheckField
        label={words.office.taxIncluded}
        hint={words.office.taxIncludedHint}
        value={flags.taxIncluded}
        onValue={(taxIncluded) => setFlags({ ...flags, taxIncluded })}
      />
      <CheckField
        label={words.office.favourite}
        hint={words.office.favouriteHint}
        value={flags.favourite}
        onValue={(favourite) => setFlags({ ...flags, favourite })}
      />
      <Questions asked={form.asked} onAsked={form.setAsked} />
      <EmojiField value={form.emoji} onValue={form.setEmoji} />
    </EditSheet>
  );
}

type Texts = {
  readonly name: string;
  readonly price: string;
  readonly tax: string;
  readonly category: string;
  readonly station: string;
};
type Setter = (field: keyof Texts) => (value: string) => void;

function useItemForm({ item, category, place }: { item: Item | undefined; category: Id<'category'>; place: number }) {
  const station = useStation();
  const { words } = useSpeech();
  const { save } = useSaving();
  const [id] = useState(() => item?.id ?? station.newId());
  const currency = find(station.view, settings, station.identity.restaurant)?.currency ?? 'XOF';
  const neighbour = item ?? listAll(station.view, items).find((one) => one.category === category && !one.deleted);
  const [texts, setTexts] = useState<Texts>(() => ({
    name: item?.name ?? '',
    price: item ? amountText(item.priceMinor, currency) : '',
    tax: percentText(neighbour?.taxBp ?? 0),
    category: item?.category ?? category,
    station: neighbour?.station ?? '',
  }));
  const [flags, setFlags] = useState({
    taxIncluded: neighbour?.taxIncluded ?? true,
    favourite: item?.favourite ?? false,
  });
  const [asked, setAsked] = useState<readonly Id<'modifier_group'>[]>(item?.modifierGroups ?? []);
  const [emoji, setEmoji] = useState(item?.emoji ?? null);
  const saveAll = () => {
    const [priceMinor, taxBp] = [readAmount(texts.price, currency), readPercent(texts.tax)];
    if (texts.name.trim() === '') return words.office.nameMissing;
    if (priceMinor === undefined || priceMinor < 0) return words.office.amountWrong;
    if (taxBp === undefined || taxBp < 0 || taxBp > 10_000) return words.office.taxWrong;
    const where = { category: texts.category, station: texts.station === '' ? null : texts.station };
    const fields = { ...where, ...flags, name: texts.name, priceMinor, taxBp, modifierGroups: asked, emoji };
    return save(
      [edit(items, id, { ...fields, ...(item ? {} : { position: place }) })],
      words.office.saved(texts.name.trim()),
    );
  };
  const set: Setter = (field) => (value) => setTexts((before) => ({ ...before, [field]: value }));
  return { texts, set, flags, setFlags, asked, setAsked, emoji, setEmoji, save: saveAll };
}

type Living = { readonly id: Id; readonly name: string; readonly deleted: boolean; readonly position: number };

function living(rows: readonly Living[]) {
  const shown = rows.filter(({ deleted }) => !deleted).toSorted(byPlace);
  return shown.map(({ id, name }) => [String(id), name] as const);
}

function Places({ texts, set }: { readonly texts: Texts; readonly set: Setter }) {
  const { view } = useStation();
  const { words } = useSpeech();
  return (
    <FieldRow>
      <SelectField
        label={words.office.heading}
        value={texts.category}
        options={living(listAll(view, categories))}
        onValue={set('category')}
      />
      <SelectField
        label={words.office.station}
        value={texts.station}
        options={[['', words.office.noStation] as const, ...living(listAll(view, stations))]}
        onValue={set('station')}
      />
    </FieldRow>
  );
}

function Questions(props: {
  readonly asked: readonly Id<'modifier_group'>[];
  readonly onAsked: (asked: readonly Id<'modifier_group'>[]) => void;
}) {
  const { view } = useStation();
  const { words } = useSpeech();
  const groups = listAll(view, modifierGroups)
    .filter(({ deleted }) => !deleted)
    .toSorted(byPlace);
  const living = new Set(groups.map(({ id }) => id));
  const toggle = (id: Id<'modifier_group'>, on: boolean) =>
    props.onAsked(
      on
        ? [...props.asked.filter((one) => living.has(one)), id]
        : props.asked.filter((one) => one !== id && living.has(one)),
    );
  if (groups.length === 0) return null;
  return (
    <details className="office-details">
      <summary>{words.office.questionsOf(props.asked.filter((one) => living.has(one)).length)}</summary>
      <div className="choices">
        {groups.map((group) => (
          <CheckField
            key={group.id}
            label={group.name}
            value={props.asked.includes(group.id)}
            onValue={(on) => toggle(group.id, on)}
          />
        ))}
      </div>
    </details>
  );
}
