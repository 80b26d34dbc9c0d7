import { ImageFormat } from '../../../src/artifact/image-format';
import type { ImageRecord } from '../../../src/artifact/image-record';
import { commandPath } from '../../../src/check/rules/command-path';
import type { Subject } from '../../../src/check/subject';
import { WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import type { JsonObject } from '../../../src/value/json';
import { GUEST, lazy, subject, testRule } from '../subject';

const record: ImageRecord = {
  path: 'app/hello.wasm',
  format: ImageFormat.PLAIN,
  repository: 'ghcr.io/acme/hello',
  digest: `sha256:${'0'.repeat(64)}`,
};

const started = (by: JsonObject, own: Partial<ImageRecord> = {}, known: Partial<Subject> = {}) =>
  subject(({ guest }) => Object.assign(guest, { command: undefined, ...by }), {
    runtime: WASMTIME,
    imageFormat: ImageFormat.PLAIN,
    record: { ...record, ...own },
    ...known,
  });

testRule(commandPath, {
  good: [
    { that: 'the path of the binary', subject: started({ command: ['/app.wasm'] }) },
    { that: 'its name, from the root', subject: started({ command: ['app.wasm', 'serve'] }) },
    { that: 'a function of it', subject: started({ command: ['/app.wasm#serve'] }) },
    { that: 'a path of its own', subject: started({ command: ['/bin/it'] }, { entrypoint: '/bin/it#main' }) },
    { that: 'arguments alone', subject: started({ args: ['/other.wasm'] }) },
    { that: 'an unresolved command', subject: started({ command: lazy(['/other.wasm']) }) },
    {
      that: 'any name with wasm layers',
      subject: started({ command: ['x'] }, { format: ImageFormat.RUNWASI }),
    },
    { that: 'Spin, which reads none', subject: subject(() => {}, { record }) },
    { that: 'a Spin application', subject: started({ command: ['/'] }, { path: 'app/spin.toml' }) },
    { that: 'an image of somebody else', subject: started({ command: ['/x'] }, {}, { record: undefined }) },
  ],
  bad: [
    {
      that: 'a file that is not there',
      subject: started({ command: ['/other.wasm'] }),
      field: `${GUEST}/command/0`,
      says: ['"/other.wasm"', "executor can't handle spec", "command: ['/app.wasm']"],
    },
    {
      that: 'one beside the path of its own',
      subject: started({ command: ['/app.wasm'] }, { entrypoint: '/bin/it' }),
      field: `${GUEST}/command/0`,
      says: ["command: ['/bin/it']"],
    },
  ],
});
