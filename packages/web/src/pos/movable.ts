import { placesOf, type Id, type View } from '@resto360/domain';

type Place = ReturnType<typeof placesOf>[number];

/**
 * Whose guests "change table" means: those at the page's table, those of the part that somebody named, or the only ones
 * there are. `moved` undefined: nobody can tell, and the page asks (ORD-1).
 */
export function movable(
  view: View,
  order: Id<'order'>,
  { at, named }: { readonly at: Id<'table'> | undefined; readonly named: Id<'order'> | undefined },
): { readonly places: readonly Place[]; readonly moved: Place | undefined } {
  const places = placesOf(view, order);
  const moved =
    named === undefined
      ? places.find(([part]) => at !== undefined && part.table === at)
      : places.find((place) => place.some(({ id }) => id === named));
  return { places, moved: moved ?? (places.length === 1 ? places[0] : undefined) };
}
