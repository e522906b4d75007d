import { editsOf, find, staff, type RowEdit, type View } from '@resto360/domain';

/**
 * The save that takes another one back: known rows get the values they had, new ones are taken off again (a person is
 * no longer active). Made before the save, from what the view then holds.
 */
export function inverseOf(view: View, edits: readonly RowEdit[]): RowEdit[] {
  const people = new Set(editsOf(edits, staff));
  return edits.map((one): RowEdit => {
    const before = find(view, one.of, one.id) as Readonly<Record<string, unknown>> | undefined;
    if (!before) return { ...one, fields: people.has(one) ? { active: false } : { deleted: true } };
    const names = Object.keys(one.fields);
    return { ...one, fields: Object.fromEntries(names.map((name) => [name, before[name]])) as RowEdit['fields'] };
  });
}
