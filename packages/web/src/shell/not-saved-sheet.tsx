import type { NotSaved } from '../station/station.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useSpeech } from '../words/words.tsx';

/** Says plainly that nothing was saved, and what to do: never a false "saved" (SYN-16). */
export function NotSavedSheet({
  why,
  onRead,
}: {
  readonly why: Exclude<NotSaved, 'full'>;
  readonly onRead: () => void;
}) {
  const { words } = useSpeech();
  return (
    <Sheet
      title={words.notSaved.title}
      onClose={onRead}
      foot={
        <>
          {why === 'lost' && <Button onClick={() => location.reload()}>{words.app.reload}</Button>}
          <Button look="primary" onClick={onRead}>
            {words.notSaved.understood}
          </Button>
        </>
      }
    >
      <Notice tone="danger" role="alert">
        {words.notSaved[why]}
      </Notice>
    </Sheet>
  );
}
