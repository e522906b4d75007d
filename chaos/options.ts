import { parseArgs } from 'node:util';
import { CLIENT_RULES, type ClientRules } from '@resto360/sync/client';
import { ABLATIONS } from '@resto360/sim';
import { PROFILES, type ProfileName } from './profiles.ts';

/** What a round is asked to be. */
export type Options = {
  readonly minutes: number;
  readonly seed: number;
  readonly profile: ProfileName;
  readonly devices: number;
  readonly tablets: number;
  readonly nginx: boolean;
  readonly redis: boolean;
  /** The devices' rules: all on, or with one switched off to see that the rig notices. */
  readonly rules: ClientRules;
};

/** How the command is used. */
export const USAGE = `usage: npm run -s chaos -- [--minutes 1] [--seed 7] [--profile ${Object.keys(PROFILES).join('|')}]
         [--devices 20] [--tablets 0..3] [--nginx] [--redis] [--ablate NAME]

Two real servers on a real PostgreSQL, devices with the app's own engine and tablets in real browsers, each behind a
proxy of its own, and faults from a seed.
--ablate switches off a protective rule of the devices, by the simulator's names: then the round must fail.
Then everything is healed, and what the devices hold is compared with the tables. The last line is JSON; the exit code
is 1 when something was lost, doubled, diverged or stuck, or when a device was not at rest within 30 s of the healing
(syncSuccess is the share of devices that were, slowestSyncMs when the last one was); 2 when the arguments make no sense or a program is missing.`;

/** Reads the arguments. **Errors** throws a sentence. */
export function readOptions(args: readonly string[]): Options | 'help' {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { ...text, default: '1' },
      seed: { ...text, default: '7' },
      profile: { ...text, default: 'all' },
      devices: { ...text, default: '20' },
      tablets: { ...text, default: '3' },
      nginx: flag,
      redis: flag,
      ablate: text,
      help: flag,
    },
  });
  if (values.help) return 'help';
  const { profile } = values;
  if (!isProfile(profile)) throw new Error(`--profile is one of ${Object.keys(PROFILES).join(', ')}`);
  const ablated = values.ablate === undefined ? undefined : ABLATIONS[values.ablate];
  if (values.ablate !== undefined && !ablated) throw new Error(`there is no ablation ${values.ablate}`);
  return {
    minutes: numberIn('minutes', values.minutes, 0.1, 600),
    seed: wholeIn('seed', values.seed, 0, 2_000_000),
    profile,
    devices: wholeIn('devices', values.devices, 1, 200),
    tablets: wholeIn('tablets', values.tablets, 0, 3),
    nginx: values.nginx,
    redis: values.redis,
    rules: ablated?.client ?? CLIENT_RULES,
  };
}

const isProfile = (name: string): name is ProfileName => Object.hasOwn(PROFILES, name);

function numberIn(name: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (!(value >= low && value <= high)) throw new Error(`--${name} is a number from ${low} to ${high}`);
  return value;
}

function wholeIn(name: string, text: string, low: number, high: number): number {
  const value = numberIn(name, text, low, high);
  if (!Number.isInteger(value)) throw new Error(`--${name} is a whole number`);
  return value;
}
