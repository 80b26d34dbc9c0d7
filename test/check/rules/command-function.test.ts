import { ImageFormat } from '../../../src/artifact/image-format';
import { WasiTrack, WasmKind, WasmRole } from '../../../src/artifact/wasm/classify';
import { commandFunction } from '../../../src/check/rules/command-function';
import { WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import type { JsonObject } from '../../../src/value/json';
import { binary, GUEST, lazy, subject, testRule } from '../subject';

const MODULE = binary({
  kind: WasmKind.MODULE,
  wasi: WasiTrack.PREVIEW_1,
  role: WasmRole.COMMAND,
  exports: ['memory', '_start', 'serve'],
});

const started = (by: JsonObject, known = {}) =>
  subject(({ guest }) => Object.assign(guest, { command: undefined, ...by }), {
    runtime: WASMTIME,
    binary: MODULE,
    ...known,
  });

testRule(commandFunction, {
  good: [
    { that: 'its start', subject: started({ command: ['/app.wasm'] }) },
    { that: 'a function that it exports', subject: started({ command: ['/app.wasm#serve'] }) },
    { that: 'an unresolved command', subject: started({ command: lazy(['/app.wasm#main']) }) },
    { that: 'any for a component', subject: started({ command: ['/app.wasm#main'] }, { binary: binary() }) },
    {
      that: 'arguments of an image with an entrypoint',
      subject: started({ args: ['app.wasm#main'] }, { imageFormat: ImageFormat.PLAIN }),
    },
    {
      that: 'any under Spin',
      subject: subject(({ guest }) => Object.assign(guest, { command: ['/#main'] })),
    },
  ],
  bad: [
    {
      that: 'a function that it does not export',
      subject: started({ command: ['/app.wasm#main'] }),
      field: `${GUEST}/command/0`,
      says: ['"/app.wasm#main"', 'exports no main', 'one of memory, _start, serve'],
    },
    {
      that: 'one in the arguments, where neither the pod nor the image has a command',
      subject: started({ args: ['app.wasm#main'] }),
      field: `${GUEST}/args/0`,
      says: ['exports no main'],
    },
  ],
});
