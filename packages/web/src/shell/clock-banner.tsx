import { lazy, Suspense } from 'react';
import { useStation } from '../station/use-station.ts';

// Most devices never see it.
const ClockNotice = lazy(async () => ({ default: (await import('./clock-notice.tsx')).ClockNotice }));

/** Says on every page that this device's clock is minutes wrong. Nothing is refused for it (SYN-24). */
export function ClockBanner() {
  const { clockFarMs } = useStation();
  return <Suspense>{clockFarMs !== 0 && <ClockNotice farMs={clockFarMs} />}</Suspense>;
}
