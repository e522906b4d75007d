import type { Refusal } from '@resto360/domain';
import type { EDIT_REFUSALS_FR } from './edit-refusals.fr.ts';

const text = (details: Refusal['details'], name: string) => String(details[name] ?? '');

/** Why a save of the office was refused, in English. */
export const EDIT_REFUSALS_EN: typeof EDIT_REFUSALS_FR = {
  nothing_changed: () => 'Nothing has changed.',
  too_many_changes: (details) => `At most ${text(details, 'max')} rows are saved at a time.`,
  not_empty: (details) => `${text(details, 'count')} things are still in here. Move them first.`,
  name_taken: (details) => `“${text(details, 'name')}” exists already. Choose another name.`,
  min_above_max: () => 'The least number of answers is above the most.',
  answers_missing: (details) => `Add answers: at least ${text(details, 'min')} are needed.`,
  last_owner: () => 'There must be at least one active owner. Name another one first.',
  table_in_use: (details) => `Table ${text(details, 'table')} has an open order. Close it first.`,
  drawer_open: () => 'This drawer is open. Close its shift first, then remove it.',
  last_drawer: () => 'There must be at least one drawer.',
};
