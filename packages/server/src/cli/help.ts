import type { Command } from './command.ts';

const ENVIRONMENT = `Settings are read from the environment:
  PORT            port to serve on (3600)
  DATA_DIR        folder of everything kept (.data)
  DATABASE_URL    a PostgreSQL 15 to 18 instead of the one RESTO360 brings
  REDIS_URL       a Redis by which several server processes tell each other of commits
  LOG_LEVEL       silent, fatal, error, warn, info, debug, trace
  PUBLIC_ORIGINS  origins that may open the live channel, such as https://pos.example.com
  SMTP_URL        a mail server for the morning's summary; without it letters go to DATA_DIR/mail
  MAIL_FROM       whom letters come from
  METRICS_TOKEN   whoever sends it may read /api/metrics; without it there is no such address
  PAYMENT_KEY     closes the secrets of payment providers; without it DATA_DIR/payment.key does
  PAYMENT_KEY_FORMER
                  keys of before, separated by commas: what they closed is still opened
  PAYMENT_WORKER  inside (the server works on payments) or apart ("resto360 worker" does)
  PAYSIM_PORT     where the demo's payment providers are played (3700), or off; a worker needs the same;
                  never with NODE_ENV=production
`;

/** A usage that is longer has a line of its own. **Units** characters. */
const USAGE_MAX = 64;

/** The help of the whole program. */
export function generalHelp(commands: readonly Command[]): string {
  const usages = commands.map(usageOf).filter((usage) => usage.length <= USAGE_MAX);
  const widest = Math.max(...usages.map(({ length }) => length));
  const lines = commands.map((command) => {
    const usage = usageOf(command);
    // One that is too long for the column has its summary below.
    const told = usage.length > USAGE_MAX ? `${usage}\n  ${''.padEnd(widest)}` : usage.padEnd(widest);
    return `  ${told}  ${command.summary}`;
  });
  return `RESTO360: point of sale, kitchen and office for restaurants.

Usage: resto360 <command> [options]

${lines.join('\n')}

Every command knows --help, and --json for programs.
Exit codes: 0 done, 1 failed or found something wrong, 2 typed wrongly.

${ENVIRONMENT}`;
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  return `Usage: resto360 ${usageOf(command)} [--json]\n\n${command.about}\n\n${ENVIRONMENT}`;
}

function usageOf({ name, options }: Command): string {
  return [name, ...Object.entries(options).map(([option, how]) => optionUsage(option, how))].join(' ');
}

function optionUsage(option: string, { takes, times = 'once' }: Command['options'][string]): string {
  const typed = takes === '' ? `--${option}` : `--${option} ${takes}`;
  return { once: typed, maybe: `[${typed}]`, many: `[${typed} …]` }[times];
}
