import { useState } from 'react';
import { drawers, find, settings, stations } from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { AreaList } from './area-list.tsx';
import { NamedList } from './named-list.tsx';
import { SettingsSheet } from './settings-sheet.tsx';

/** The room: areas with their tables; the drawers; where dishes are made; and how the house charges. */
export function FloorPage() {
  const station = useStation();
  const { words } = useSpeech();
  const [isSetting, setSetting] = useState(false);
  const house = find(station.view, settings, station.identity.restaurant);
  return (
    <div className="office-page">
      <AreaList />
      <div className="office-columns">
        <NamedList of={drawers} title={words.office.drawers} add={words.office.newDrawer} />
        <NamedList of={stations} title={words.office.stations} add={words.office.newStation} />
        <section className="card office-card">
          <h2>{words.office.settings}</h2>
          <p>{house?.name}</p>
          <Button onClick={() => setSetting(true)}>{words.office.settingsEdit}</Button>
        </section>
      </div>
      {isSetting && house && <SettingsSheet house={house} onClose={() => setSetting(false)} />}
    </div>
  );
}
