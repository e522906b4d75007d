import { parseArgs } from 'node:util';
import { startPaysim, type PaysimOptions } from './sim-server.ts';

const USAGE = `usage: npm run -s paysim -- [--port 3700] [--seed 1] [--virtual]
       [--wave-webhook URL] [--pawapay-webhook URL] [--deliver-to ORIGIN]...

Plays MTN MoMo, Wave and pawaPay on this machine: /mtn, /wave, /pawapay; its page lets you be the customer.
--virtual: time stands still but for POST /__sim/clock. Events go to the URLs given and, for MTN, to the callback that
each request names if its origin is one of --deliver-to. All of them have to be on this machine.`;

const options = readOptions();
if (options === 'help') console.log(USAGE);
else if (typeof options === 'string') fail(`${options}\n${USAGE}`, 2);
else await run(options);

async function run(options: PaysimOptions): Promise<void> {
  try {
    const paysim = await startPaysim(options);
    console.log(`paysim is ready: ${paysim.origin}`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void paysim.close());
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error), 1);
  }
}

/** What was asked for; a text when it makes no sense. */
function readOptions(): PaysimOptions | string {
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean' },
        port: { type: 'string', default: '3700' },
        seed: { type: 'string', default: '1' },
        virtual: { type: 'boolean', default: false },
        'wave-webhook': { type: 'string' },
        'pawapay-webhook': { type: 'string' },
        'deliver-to': { type: 'string', multiple: true, default: [] },
      },
    });
    if (values.help) return 'help';
    const [port, seed] = [wholeOf(values.port, 65_535), wholeOf(values.seed, 2 ** 31)];
    if (port === undefined || seed === undefined) return '--port and --seed are whole numbers';
    const { 'wave-webhook': wave, 'pawapay-webhook': pawapay, 'deliver-to': deliverTo } = values;
    const webhookUrls = { ...(wave !== undefined && { wave }), ...(pawapay !== undefined && { pawapay }) };
    return { port, seed, mode: values.virtual ? 'virtual' : 'real', webhookUrls, deliverTo };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function wholeOf(text: string, max: number): number | undefined {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return value <= max ? value : undefined;
}

function fail(words: string, code: number): void {
  console.error(words);
  process.exitCode = code;
}
