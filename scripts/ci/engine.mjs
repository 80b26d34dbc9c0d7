import { engineParts } from '../lib/engine.mjs';
import { Tally } from '../lib/tally.mjs';
import { goProblem } from './go.mjs';
import { talliedNpm } from './npm-commands.mjs';

/** `npm run test:engine`, where Go can build the engine. */
export async function engine() {
  const reason = await goProblem(engineParts[0].source);
  if (reason !== undefined) return new Tally(0, 0, [{ name: 'tests in the engine of Pulumi', reason }]);
  return talliedNpm(['run', 'test:engine']);
}
