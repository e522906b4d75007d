import { text } from 'node:stream/consumers';
import { runCli } from './run-cli.ts';

process.exitCode = await runCli(process.argv.slice(2), process.env, {
  out: (said) => console.log(said),
  err: (said) => console.error(said),
  // At a keyboard nobody waits for what was never asked for.
  ...(process.stdin.isTTY ? {} : { read: () => text(process.stdin) }),
});
// A timer or a socket of a library must not keep a finished command.
process.exit();
