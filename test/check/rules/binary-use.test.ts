import { ImageFormat } from '../../../src/artifact/image-format';
import { WasiTrack, WasmKind, WasmRole } from '../../../src/artifact/wasm/classify';
import { binaryUse } from '../../../src/check/rules/binary-use';
import type { Subject } from '../../../src/check/subject';
import { WASMEDGE, WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import { SPIN } from '../../../src/runtime/runtimes/spin';
import { binary, type Draft, subject, testRule } from '../subject';

const asJob = ({ objects, pod }: Draft) => {
  objects.splice(0, 2, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'hello' },
    spec: { template: { spec: pod } },
  });
};
const given = (more: Parameters<typeof binary>[0], known: Partial<Subject> = {}, change = (_: Draft) => {}) =>
  subject(change, { runtime: WASMTIME, binary: binary({ imports: [], ...more }), ...known });

const command = { role: WasmRole.COMMAND, exports: ['wasi:cli/run@0.2.0'] };
const module = { ...command, kind: WasmKind.MODULE, wasi: WasiTrack.PREVIEW_1, exports: ['_start'] };
const redis = { role: WasmRole.REDIS_TRIGGER, exports: ['fermyon:spin/inbound-redis'] };
const onSpin = { runtime: SPIN };

const DEPLOYMENT = 'Deployment hello /spec/template/spec/containers/0/image';
const JOB = 'Job hello /spec/template/spec/containers/0/image';

testRule(binaryUse, {
  good: [
    { that: 'an HTTP component behind a Service', subject: given({}) },
    { that: 'a command in a Job', subject: given(command, { http: false }, asJob) },
    { that: 'a command that works by itself', subject: given(command, { http: false }) },
    { that: 'a command that opens its own port', subject: given(module, { runtime: WASMEDGE }) },
    {
      that: 'a CGI program, as far as anybody knows',
      subject: given(module, { ...onSpin, imageFormat: ImageFormat.SPIN }),
    },
    {
      that: 'a taker of messages in an application image',
      subject: given(redis, { ...onSpin, http: false, imageFormat: ImageFormat.SPIN }),
    },
  ],
  bad: [
    {
      that: 'an HTTP component in a Job',
      subject: given({}, { http: false }, asJob),
      field: JOB,
      says: ['it answers HTTP requests', 'a Job waits for its end', 'fix: a WasmService or a SpinApp'],
    },
    {
      that: 'an HTTP component that works by itself',
      subject: given({}, { http: false }),
      field: DEPLOYMENT,
      says: ['a worker has no Service', 'fix: a WasmService'],
    },
    {
      that: 'a command behind a Service',
      subject: given(command),
      field: DEPLOYMENT,
      says: [
        'it is a command',
        'the HTTP server of containerd-shim-wasmtime 0.6.0 calls none',
        'fix: a WasmJob or a WasmCronJob',
      ],
    },
    {
      that: 'a taker of messages behind a Service',
      subject: given(redis, { ...onSpin, imageFormat: ImageFormat.SPIN }),
      field: DEPLOYMENT,
      says: [
        'it takes messages of Redis',
        'nothing in it answers',
        'fix: a WasmWorker with runtime: WasmRuntime.spin()',
      ],
    },
    {
      that: 'a command in an artifact on Spin',
      subject: given(command, { ...onSpin, http: false }, asJob),
      field: JOB,
      says: ['the trigger http does not call that: an artifact has no spin.toml', 'the trigger command'],
    },
  ],
});
