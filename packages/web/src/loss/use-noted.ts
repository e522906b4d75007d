import { useStation } from '../station/use-station.ts';
import { forgetLoss, keptLosses } from './kept-outside.ts';

/** Forgets the losses that are shown: somebody has read them and deals with them. */
export function useNoted(): () => void {
  const station = useStation();
  return () => {
    for (const { install } of station.found.losses) forgetLoss(install);
    station.find({ losses: keptLosses() });
  };
}
