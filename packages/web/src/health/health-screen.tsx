import type { DeviceFacts } from '@resto360/sync';
import { useState } from 'react';
import { devices, listAll } from '@resto360/domain';
import { Notice } from '../ui/notice.tsx';
import { Button } from '../ui/button.tsx';
import { TopBar } from '../shell/top-bar.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useNow } from '../shell/use-now.ts';
import { useRead } from '../station/use-read.ts';
import { useStation } from '../station/use-station.ts';
import { useDeviceWords } from '../words/device-words.ts';
import { useSpeech } from '../words/words.tsx';
import { hasBackgroundSync } from '../sync/ask-background.ts';
import { LossFacts } from '../loss/loss-facts.tsx';
import { StrayNotice } from '../loss/stray-notice.tsx';
import { APP_VERSION } from './app-version.ts';
import { saveUnsent } from './export-unsent.ts';
import { Fact, FactList } from './fact.tsx';
import { readFacts, SKEW_MAX_MS } from './facts.ts';
import { ImportPart } from './import-part.tsx';
import { RefusedEdits } from './refused-edits.tsx';
import { tellHealth } from './tell-health.ts';
import { StorageFacts } from './storage-facts.tsx';
import { useWorkerState } from './worker-state.ts';
import '../style/health.css';

/** How often the page looks at its own device again. **Units** ms. */
const LOOK_MS = 2_000;

/** How this device is: what waits, when it last heard the server, what its disk keeps. Works with no server. */
export function HealthScreen({ person }: { readonly person: Person }) {
  const { words } = useSpeech();
  useNow(LOOK_MS);
  const [facts, look] = useRead(readFacts, LOOK_MS);
  return (
    <div className="page">
      <TopBar title={words.health.title} back="#/" person={person} />
      <main className="scroll health">
        <LossFacts />
        <RefusedEdits />
        {facts && (
          <>
            <WaitingFacts facts={facts} onLook={look} />
            <LineFacts facts={facts} />
            <StorageFacts facts={facts} onLook={look} />
            <AppFacts />
          </>
        )}
      </main>
    </div>
  );
}

function WaitingFacts({ facts, onLook }: { readonly facts: DeviceFacts; readonly onLook: () => void }) {
  const station = useStation();
  const { words, formats } = useSpeech();
  const device = useDeviceWords();
  const [saved, setSaved] = useState<number>();
  const syncNow = () => {
    station.syncNow();
    void tellHealth(station).then(onLook);
  };
  const { unsent, oldestUnsentMs } = facts;
  return (
    <FactList title={words.health.waiting}>
      <Fact label={words.health.unsent} state={unsent === 0 ? 'good' : 'warn'}>
        {unsent === 0 ? words.health.nothingWaits : words.health.ops(unsent)}
      </Fact>
      {station.found.isStuck && <Notice tone="danger">{words.chip.why.stuck}</Notice>}
      <StrayNotice strays={station.found.strays} />
      {oldestUnsentMs !== null && <Fact label={words.health.oldest}>{formats.age(oldestUnsentMs)}</Fact>}
      <div className="health-actions">
        <Button look="primary" onClick={syncNow}>
          {words.health.syncNow}
        </Button>
        <Button onClick={() => void saveUnsent(station).then(setSaved)}>{device.exportUnsent}</Button>
      </div>
      <p className="muted small" role="status">
        {saved === undefined ? device.exportHint : device.exported(saved)}
      </p>
      <ImportPart onDone={onLook} />
    </FactList>
  );
}

function LineFacts({ facts }: { readonly facts: DeviceFacts }) {
  const { status, link } = useStation();
  const { words, formats } = useSpeech();
  const device = useDeviceWords();
  const far = Math.abs(facts.skewMs) > SKEW_MAX_MS;
  const { heardAt } = status;
  return (
    <FactList title={words.health.line}>
      <Fact label={words.health.heard} state={status.state === 'offline' ? 'warn' : 'good'}>
        {heardAt === null ? words.health.never : formats.dateTime(heardAt)}
      </Fact>
      <Fact label={device.channel} state={link.live || !link.leads ? undefined : 'warn'}>
        {link.leads ? (link.live ? device.live : device.polling) : device.otherTab}
      </Fact>
      <Fact label={device.tab}>{link.leads ? device.leads : device.follows}</Fact>
      <Fact label={words.health.skew} state={far ? 'warn' : 'good'}>
        {words.health.skewOf(facts.skewMs, formats.age(Math.abs(facts.skewMs)))}
      </Fact>
      {far && <Notice>{device.skewFar}</Notice>}
      <Fact label={device.compared} state={facts.misfits > 0 ? 'warn' : 'good'}>
        {device.misfits(facts.misfits)}
      </Fact>
    </FactList>
  );
}

function AppFacts() {
  const { view, identity } = useStation();
  const { words } = useSpeech();
  const device = useDeviceWords();
  const worker = useWorkerState();
  const own = listAll(view, devices).find(({ install }) => install === identity.install);
  return (
    <FactList title={words.health.device}>
      <Fact label={words.health.name}>{own?.name ?? identity.series}</Fact>
      <Fact label={words.health.kind}>{words.health.kinds[identity.kind]}</Fact>
      <Fact label={words.health.series}>{identity.series}</Fact>
      <Fact label={device.install}>
        <span className="mono">{identity.install}</span>
      </Fact>
      <Fact label={words.health.version}>
        <span className="mono">{APP_VERSION}</span>
      </Fact>
      <Fact label={device.worker} state={worker === 'none' ? 'warn' : 'good'}>
        {device.workers[worker]}
      </Fact>
      <Fact label={device.background} state={hasBackgroundSync() ? 'good' : undefined}>
        {hasBackgroundSync() ? device.backgrounds.yes : device.backgrounds.no}
      </Fact>
    </FactList>
  );
}
