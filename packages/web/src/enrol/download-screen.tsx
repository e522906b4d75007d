import { Chip } from '../shell/chip.tsx';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';

/** While the house comes to this device for the first time; a dead line pauses it and loses nothing. */
export function DownloadScreen() {
  const { words } = useSpeech();
  const { download, status } = useStation();
  const percent = download && download.head > 0 ? Math.floor((download.done / download.head) * 100) : 0;
  return (
    <div className="page">
      <header className="bar">
        <span className="brand grow">RESTO360</span>
        <Chip />
      </header>
      <main className="scroll middle">
        <div className="card panel">
          <h1>{words.download.title}</h1>
          <p className="muted">{words.download.lead}</p>
          <progress value={percent} max={100} aria-label={words.download.title} />
          <p aria-live="polite">
            {status.state === 'offline' ? words.download.waiting : words.download.progress(percent)}
          </p>
        </div>
      </main>
    </div>
  );
}
