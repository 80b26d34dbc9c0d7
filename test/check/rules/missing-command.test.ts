import { ImageFormat } from '../../../src/artifact/image-format';
import { missingCommand } from '../../../src/check/rules/missing-command';
import type { Subject } from '../../../src/check/subject';
import { WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import type { JsonObject } from '../../../src/value/json';
import { GUEST, lazy, subject, testRule } from '../subject';

const started = (by: JsonObject, known: Partial<Subject> = {}) =>
  subject(({ guest }) => Object.assign(guest, { command: undefined, ...by }), known);

testRule(missingCommand, {
  good: [
    { that: 'arguments alone', subject: started({ args: ['/'] }) },
    { that: 'an unresolved command', subject: started({ command: lazy([]) }) },
    {
      that: 'an image that brings its own',
      subject: started({}, { runtime: WASMTIME, imageFormat: ImageFormat.PLAIN }),
    },
  ],
  bad: [
    {
      that: 'none for Spin',
      subject: started({}),
      field: `${GUEST}/command`,
      says: ['format artifact', 'spin runtime', 'command: ["/"]'],
    },
    {
      that: 'an empty one for wasmtime',
      subject: started({ command: [] }, { runtime: WASMTIME }),
      field: `${GUEST}/command`,
      says: ['wasmtime runtime', 'command: ["app.wasm"]'],
    },
  ],
});
