import { claimLimitsOf, settings, type ClaimLimits, type Currency, type Entity, type View } from '@resto360/domain';
import { amountText, readAmount, readCount } from './read-amount.ts';

type House = Entity<typeof settings>;
const FIELDS = ['claimMaxMinor', 'claimSumMaxMinor', 'claimCountMax', 'claimAgeMaxHours', 'deferredMaxMinor'] as const;
type Field = (typeof FIELDS)[number];

/** What a till may take unproven, as it stands in the fields of a form. Empty: what is usual. */
export type ClaimTexts = Readonly<Record<Field, string>> & { readonly isDeferredOn: boolean };

/** The most that a field takes, and the least, where it is no amount. */
const COUNT_MAX = 1_000;
const HOURS = { min: 1, max: 720 } as const;

/** The limits of a house that has set none. */
export function usualLimitsOf(view: View): ClaimLimits {
  const silent = Array.from(view.all(settings.name), (row) => {
    const said = Object.entries(row.f).filter(([name]) => !FIELDS.some((field) => field === name));
    return { ...row, f: Object.fromEntries(said) };
  });
  const rows = (name: string) => (name === settings.name ? silent : []);
  return claimLimitsOf({ get: () => undefined, all: rows, ofOrder: () => [] });
}

/** What stands in each field where the house has said nothing. */
export function usualTextsOf(usual: ClaimLimits, currency: Currency): Readonly<Record<Field, string>> {
  return {
    claimMaxMinor: amountText(usual.maxMinor, currency),
    claimSumMaxMinor: amountText(usual.sumMaxMinor, currency),
    claimCountMax: String(usual.countMax),
    claimAgeMaxHours: String(usual.ageMaxHours),
    deferredMaxMinor: amountText(usual.deferredMaxMinor, currency),
  };
}

/** The fields as they are when the form opens. */
export function claimTextsOf(house: House, usual: ClaimLimits): ClaimTexts {
  const amount = (minor: number | null) => (minor === null ? '' : amountText(minor, house.currency));
  return {
    claimMaxMinor: amount(house.claimMaxMinor),
    claimSumMaxMinor: amount(house.claimSumMaxMinor),
    claimCountMax: house.claimCountMax === usual.countMax ? '' : String(house.claimCountMax),
    claimAgeMaxHours: house.claimAgeMaxHours === usual.ageMaxHours ? '' : String(house.claimAgeMaxHours),
    isDeferredOn: house.isDeferredOn,
    deferredMaxMinor: amount(house.deferredMaxMinor),
  };
}

/** What a form says of the house's limits; undefined where something is no amount, or too much. */
export function readClaimTexts(
  texts: ClaimTexts,
  currency: Currency,
  usual: ClaimLimits,
): Pick<House, Field | 'isDeferredOn'> | undefined {
  const amount = (text: string) => (text.trim() === '' ? null : readAmount(text, currency));
  const [claimMaxMinor, claimSumMaxMinor] = [amount(texts.claimMaxMinor), amount(texts.claimSumMaxMinor)];
  const deferredMaxMinor = amount(texts.deferredMaxMinor);
  const claimCountMax = countOf(texts.claimCountMax, usual.countMax);
  const claimAgeMaxHours = countOf(texts.claimAgeMaxHours, usual.ageMaxHours);
  if (claimMaxMinor === undefined || claimSumMaxMinor === undefined || deferredMaxMinor === undefined) return undefined;
  if ([claimMaxMinor, claimSumMaxMinor, deferredMaxMinor].some((minor) => minor !== null && minor < 0))
    return undefined;
  if (claimCountMax === undefined || !isWithin(claimCountMax, 0, COUNT_MAX)) return undefined;
  if (claimAgeMaxHours === undefined || !isWithin(claimAgeMaxHours, HOURS.min, HOURS.max)) return undefined;
  const { isDeferredOn } = texts;
  return { claimMaxMinor, claimSumMaxMinor, claimCountMax, claimAgeMaxHours, isDeferredOn, deferredMaxMinor };
}

const countOf = (text: string, usual: number) => (text.trim() === '' ? usual : readCount(text));

const isWithin = (count: number, min: number, max: number) => count >= min && count <= max;
