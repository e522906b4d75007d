import { parseArgs } from 'node:util';
import { runDay, type DayReport } from './day.ts';
import { ABLATIONS, HONEST } from './profile.ts';
import { runShift, type ShiftReport } from './shift/ordinary-shift.ts';
import { sumOfShifts } from './shift/sum-of-shifts.ts';

const USAGE = `usage: npm run -s sim -- [--seeds 500] [--from 1] [--steps 400] [--ablate NAME] [--list-ablations]
       npm run -s sim -- --shift [--seeds 20] [--from 1]

Runs days of a restaurant from seeds and checks the invariants after every step. Days are bad ones. --shift runs ordinary
shifts of eight hours instead (two waiters at 5 % of the tables, every tablet 20 % of the time without a line) and counts
as the server's metric does: manualShare is exceptions, at first sight, per op.
The last line is JSON; the exit code is 1 when a day failed, 2 when the arguments make no sense.`;

const { values } = readArguments();
if (values.help) console.log(USAGE);
else if (values['list-ablations']) console.log(Object.keys(ABLATIONS).join('\n'));
else process.exitCode = await main();

async function main(): Promise<number> {
  const seeds = count('seeds', values.seeds ?? (values.shift ? '20' : '500'));
  const from = count('from', values.from);
  const steps = count('steps', values.steps);
  const profile = values.ablate === undefined ? HONEST : ABLATIONS[values.ablate];
  if (seeds === undefined || from === undefined || steps === undefined || !profile) {
    console.error(profile ? USAGE : `there is no ablation ${values.ablate}; see --list-ablations`);
    return 2;
  }
  return values.shift ? shifts(from, seeds) : days({ from, seeds, steps, profile });
}

type Days = { readonly from: number; readonly seeds: number; readonly steps: number; readonly profile: typeof HONEST };

async function days({ from, seeds, steps, profile }: Days): Promise<number> {
  const sums = { seeds, failed: 0, steps: 0, ops: 0 };
  for (let seed = from; seed < from + seeds; seed++) {
    const report = await runDay(seed, steps, profile);
    sums.steps += report.steps;
    sums.ops += report.ops;
    if (report.problem === undefined) continue;
    sums.failed++;
    if (sums.failed <= 10) console.log(await describe(report, profile));
  }
  console.log(JSON.stringify(sums));
  return sums.failed > 0 ? 1 : 0;
}

async function shifts(from: number, seeds: number): Promise<number> {
  const reports: ShiftReport[] = [];
  for (let seed = from; seed < from + seeds; seed++) {
    const report = await runShift(seed);
    reports.push(report);
    if (report.problem !== undefined) console.log(`seed ${seed}: ${report.problem}`);
  }
  const sums = sumOfShifts(reports);
  console.log(JSON.stringify({ seeds, ...sums }));
  return sums.failed > 0 ? 1 : 0;
}

// A day that failed at its end may fail with fewer steps too: the shortest prefix is what a person wants to read.
async function describe(report: DayReport, profile: typeof HONEST): Promise<string> {
  let { steps, problem } = report;
  for (let shorter = steps; shorter > 0; shorter = shorter > 20 ? Math.floor(shorter * 0.8) : shorter - 1) {
    const again = await runDay(report.seed, shorter, profile);
    if (again.problem === undefined) break;
    ({ steps, problem } = again);
  }
  return `seed ${report.seed} fails after ${steps} steps: ${problem}`;
}

function count(_name: string, text: string): number | undefined {
  const value = Number(text);
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        seeds: { type: 'string' },
        from: { type: 'string', default: '1' },
        steps: { type: 'string', default: '400' },
        ablate: { type: 'string' },
        shift: { type: 'boolean', default: false },
        'list-ablations': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : USAGE);
    process.exit(2);
  }
}
