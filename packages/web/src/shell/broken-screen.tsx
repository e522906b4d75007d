import { Button } from '../ui/button.tsx';

// Its own few words in both languages: it must show also where no dictionary could be loaded.
const WORDS = [
  {
    failed: 'L’application n’a pas pu s’ouvrir.',
    nothingLost: 'Ce qui était enregistré sur cet appareil y est toujours.',
    reload: 'Recharger',
  },
  { failed: 'The app could not open.', nothingLost: 'What was saved on this device is still there.', reload: 'Reload' },
] as const;

/** When the local database does not open: says so in both languages, and claims nothing. */
export function BrokenScreen() {
  return (
    <main className="page middle">
      <div className="card panel">
        {WORDS.map(({ failed, nothingLost }) => (
          <p key={failed}>
            <b>{failed}</b> {nothingLost}
          </p>
        ))}
        <Button look="primary" onClick={() => location.reload()}>
          {WORDS.map(({ reload }) => reload).join(' · ')}
        </Button>
      </div>
    </main>
  );
}
