import { parseArgs } from 'node:util';
import { runDay, type DayReport } from './day.ts';
import { ABLATIONS, HONEST, SHIFT } from './profile.ts';

const USAGE = `usage: npm run -s sim -- [--seeds 500] [--from 1] [--steps 400] [--ablate NAME | --shift] [--list-ablations]

Runs days of a restaurant from seeds and checks the invariants after every step. Days are bad ones; --shift runs
ordinary ones, in which manualShare (exceptions for a person per op) is worth reading.
The last line is JSON; the exit code is 1 when a day failed, 2 when the arguments make no sense.`;

const { values } = readArguments();
if (values.help) console.log(USAGE);
else if (values['list-ablations']) console.log(Object.keys(ABLATIONS).join('\n'));
else process.exitCode = await main();

async function main(): Promise<number> {
  const seeds = count('seeds', values.seeds);
  const from = count('from', values.from);
  const steps = count('steps', values.steps);
  const profile = values.ablate === undefined ? (values.shift ? SHIFT : HONEST) : ABLATIONS[values.ablate];
  if (seeds === undefined || from === undefined || steps === undefined || !profile) {
    console.error(profile ? USAGE : `there is no ablation ${values.ablate}; see --list-ablations`);
    return 2;
  }
  const sums = { seeds, failed: 0, steps: 0, ops: 0, manual: 0 };
  const odd: Record<string, number> = {};
  for (let seed = from; seed < from + seeds; seed++) {
    const report = await runDay(seed, steps, profile);
    sums.steps += report.steps;
    sums.ops += report.ops;
    for (const [kind, count] of Object.entries(report.odd)) {
      odd[kind] = (odd[kind] ?? 0) + count;
      sums.manual += count;
    }
    if (report.problem === undefined) continue;
    sums.failed++;
    if (sums.failed <= 10) console.log(await describe(report, profile));
  }
  if (sums.manual > 0) console.log(`for a person: ${JSON.stringify(odd)}`);
  const manualShare = sums.ops === 0 ? 0 : Number((sums.manual / sums.ops).toFixed(5));
  console.log(JSON.stringify({ seeds, failed: sums.failed, steps: sums.steps, ops: sums.ops, manualShare }));
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
        seeds: { type: 'string', default: '500' },
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
