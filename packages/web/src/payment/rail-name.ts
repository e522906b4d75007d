import { listAll, rails, type View } from '@resto360/domain';

/** A rail's name as the house calls it; its word where the rail has left. */
export function railName(view: View, rail: string): string {
  return listAll(view, rails).find((one) => one.rail === rail)?.name ?? rail;
}
