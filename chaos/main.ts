import { MissingProgram } from './programs.ts';
import { readOptions, USAGE, type Options } from './options.ts';
import { failuresOf, runRound } from './round.ts';

/** Everything but the last line goes to the other output, with the seconds since the start. */
const say = (text: string) => console.error(`${(performance.now() / 1_000).toFixed(0).padStart(4)} s  ${text}`);
/** What a round may take beside its minutes, then it ends by itself: load never outlives its reason. **Units** ms. */
const OVERTIME_MS = 4 * 60_000;

const options = readArguments();
if (options === undefined) process.exitCode = 2;
else if (options === 'help') console.log(USAGE);
else process.exit(await main(options));

async function main(asked: Options): Promise<number> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
  setTimeout(
    () => {
      say('the round does not end; it is ended');
      process.exit(1);
    },
    asked.minutes * 60_000 + OVERTIME_MS,
  ).unref();
  const report = await runRound(asked, say).catch((error: unknown) => {
    if (!(error instanceof MissingProgram)) throw error;
    say(error.message);
    return undefined;
  });
  if (!report) return 2;
  console.log(JSON.stringify(report));
  const failures = failuresOf(report);
  for (const failure of failures) say(`failed: ${failure}`);
  return failures.length === 0 ? 0 : 1;
}

function readArguments(): Options | 'help' | undefined {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return undefined;
  }
}
