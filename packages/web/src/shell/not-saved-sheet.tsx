import type { NotSaved } from '../station/station.ts';
import { useSpeech } from '../words/words.tsx';
import { Sheet } from '../ui/sheet.tsx';

/** Says plainly that nothing was saved, and what to do: never a false "saved" (SYN-16). */
export function NotSavedSheet({ why, onRead }: { readonly why: NotSaved; readonly onRead: () => void }) {
  const { words } = useSpeech();
  return (
    <Sheet
      title={words.notSaved.title}
      onClose={onRead}
      foot={
        <>
          {why === 'lost' && (
            <button type="button" className="button" onClick={() => location.reload()}>
              {words.app.reload}
            </button>
          )}
          <button type="button" className="button primary" onClick={onRead}>
            {words.notSaved.understood}
          </button>
        </>
      }
    >
      <p className="notice danger" role="alert">
        {words.notSaved[why]}
      </p>
    </Sheet>
  );
}
