/** Caches that give way before an op does: pictures first, then the ballast (SYN-16). */
export const CACHES = { pictures: 'resto360-pictures', ballast: 'resto360-ballast' } as const;

/** Frees room on a full disk; whether it could. `isOp`: for what a person did, for which alone the ballast goes. */
export type MakeRoom = (isOp: boolean) => Promise<boolean>;

/** Deletes what this origin can do without, one kind at a call, so that little is given up for little. */
export const makeRoom: MakeRoom = async (isOp) => {
  try {
    const names = await caches.keys();
    const pictures = names.filter((name) => name.startsWith(CACHES.pictures));
    const given = pictures.length > 0 ? pictures : isOp ? names.filter((name) => name === CACHES.ballast) : [];
    const gone = await Promise.all(given.map((name) => caches.delete(name)));
    return gone.includes(true);
  } catch {
    // A page without https has no caches.
    return false;
  }
};
