import { EN } from '../words/en.ts';
import { FR } from '../words/fr.ts';

/** When the local database does not open: says so in both languages, and claims nothing. */
export function BrokenScreen() {
  return (
    <main className="page middle">
      <div className="card panel">
        {[FR, EN].map(({ app }) => (
          <p key={app.failed}>
            <b>{app.failed}</b> {app.nothingLost}
          </p>
        ))}
        <button type="button" className="button primary" onClick={() => location.reload()}>
          {FR.app.reload} · {EN.app.reload}
        </button>
      </div>
    </main>
  );
}
