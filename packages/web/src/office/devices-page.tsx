import type { DeviceHealth } from '@resto360/sync';
import { useState } from 'react';
import { Notice } from '../ui/notice.tsx';
import { Button } from '../ui/button.tsx';
import { SKEW_MAX_MS } from '../health/facts.ts';
import { bytesText } from '../health/bytes-text.ts';
import { Fact } from '../health/fact.tsx';
import { keptWords } from '../health/kept-words.ts';
import { useNow } from '../shell/use-now.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { CodeSheet } from './code-sheet.tsx';
import { RevokeSheet } from './revoke-sheet.tsx';
import { AWAY_MS, unsentTold } from './unsent-told.ts';
import { useDevices } from './use-devices.ts';
import '../style/health.css';

/** The tablets of the house: how each is, codes for new ones, and the end of one that was lost. */
export function DevicesPage() {
  const { words, formats } = useSpeech();
  const { known, failed, look } = useDevices();
  const now = useNow();
  const [isCoding, setCoding] = useState(false);
  const [leaving, setLeaving] = useState<DeviceHealth>();
  const agoOf = ({ health }: DeviceHealth) =>
    health && (known?.receivedAt ?? 0) - health.reportedAt + Math.max(0, now - (known?.readAt ?? now));
  const devices = (known?.devices ?? []).toSorted(
    (a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null),
  );
  return (
    <div className="office-page">
      <div className="office-bar">
        <Button look="primary" onClick={() => setCoding(true)}>
          + {words.office.newDevice}
        </Button>
        <Button onClick={() => void look()}>⟳ {words.office.lookAgain}</Button>
      </div>
      {failed && (
        <Notice role="status">
          {known
            ? words.office.devicesOld(formats.dateTime(known.readAt), formats.age(now - known.readAt))
            : words.office.devicesUnknown}
        </Notice>
      )}
      <ul className="office-devices">
        {devices.map((device) => (
          <DeviceCard key={device.install} device={device} agoMs={agoOf(device)} onRevoke={() => setLeaving(device)} />
        ))}
      </ul>
      {isCoding && <CodeSheet onClose={() => setCoding(false)} />}
      {leaving && (
        <RevokeSheet
          device={leaving}
          agoMs={agoOf(leaving)}
          onDone={() => void look()}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </div>
  );
}

function DeviceCard(props: {
  readonly device: DeviceHealth;
  readonly agoMs: number | null;
  readonly onRevoke: () => void;
}) {
  const { device, agoMs } = props;
  const { identity } = useStation();
  const { words, formats } = useSpeech();
  const isOwn = device.install === identity.install;
  const isRevoked = device.revokedAt !== null;
  const contact = agoMs === null ? words.office.neverSpoke : words.office.ago(formats.age(agoMs));
  return (
    <li className="card facts office-device" data-revoked={isRevoked} aria-label={device.name}>
      <h2>
        <span className="grow">{device.name}</span>
        <span className="tag">{words.health.kinds[device.kind]}</span>
        {device.series !== device.name && <span className="tag mono">{device.series}</span>}
      </h2>
      {device.revokedAt !== null ? (
        <Notice tone="danger">✕ {words.office.revokedAt(formats.dateTime(device.revokedAt))}</Notice>
      ) : (
        <Fact label={words.office.contact} state={agoMs !== null && agoMs < AWAY_MS ? 'good' : 'warn'}>
          {contact}
        </Fact>
      )}
      <HealthFacts device={device} agoMs={agoMs} />
      {isOwn && <p className="muted small">{words.office.thisDevice}</p>}
      {!isOwn && !isRevoked && (
        <Button look="danger" onClick={props.onRevoke}>
          {words.office.revoke}
        </Button>
      )}
    </li>
  );
}

function HealthFacts({ device: { health }, agoMs }: { readonly device: DeviceHealth; readonly agoMs: number | null }) {
  const { words, formats, language } = useSpeech();
  if (!health) return null;
  const { unsent, oldestUnsentMs, skewMs, persisted, usageBytes, appVersion } = health;
  const far = Math.abs(skewMs) > SKEW_MAX_MS;
  const told = unsentTold(health, agoMs);
  const since = oldestUnsentMs === null ? '' : ` · ${formats.age(oldestUnsentMs)}`;
  const used = usageBytes === null ? '' : ` · ${bytesText(usageBytes, language)}`;
  return (
    <>
      <Fact label={words.health.unsent} state={told === 'none' ? 'good' : 'warn'}>
        {told === 'unknown' && words.office.unsentUnknown}
        {told === 'none' && words.office.none}
        {told === 'unknown' && unsent > 0 && ` · ${words.office.atLastContact(words.health.ops(unsent))}`}
        {told === 'waiting' && `${words.health.ops(unsent)}${since}`}
      </Fact>
      <Fact label={words.health.skew} state={far ? 'warn' : undefined}>
        {words.health.skewOf(skewMs, formats.age(Math.abs(skewMs)))}
      </Fact>
      <Fact label={words.health.storage}>
        {keptWords(persisted, words)}
        {used}
      </Fact>
      <Fact label={words.health.version}>
        <span className="mono small">{appVersion}</span>
      </Fact>
    </>
  );
}
