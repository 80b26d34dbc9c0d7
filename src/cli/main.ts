#!/usr/bin/env node
import { run } from './command';

const interrupted = new AbortController();
// A second signal ends the process at once, as if nobody had listened.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interrupted.abort(new Error(`ended by ${signal}`)));
}
for (const stream of [process.stdout, process.stderr]) {
  // `cdk8s-wasm push dist | head` closes the stream before all is written.
  stream.on('error', () => undefined);
}

run(process.argv.slice(2), {
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  folder: process.cwd(),
  isLive: process.stderr.isTTY === true && process.env.CI === undefined,
  signal: interrupted.signal,
}).then((code) => {
  process.exitCode = code;
});
