import { join } from 'node:path';
import { run } from '../lib/process.mjs';
import { findPython, makePythonWith } from '../lib/python.mjs';
import { root } from '../lib/root.mjs';
import { Tally } from '../lib/tally.mjs';

/** What PyYAML is installed from. */
export const PYYAML = join(root, 'test', 'synth', 'requirements.txt');

/** Fetches the PyYAML that the tests read YAML with, unless an earlier run did. */
export async function pyyaml() {
  const version = findPython();
  if (version === undefined) {
    const reason = 'there is no python3 on the path that can make environments';
    return new Tally(0, 0, [{ name: 'tests with PyYAML', reason }]);
  }
  const program = await makePythonWith(version, PYYAML);
  const { stdout } = await run(program, ['-c', 'import yaml; print("PyYAML", yaml.__version__)']);
  console.log(stdout.trim());
  return new Tally(1);
}
