import { describe, expect, test } from 'vitest';
import { WasiTrack, WasmKind, WasmRole } from '../../../src/artifact/wasm/classify';
import { runRules } from '../../../src/check/rule';
import { exitCode } from '../../../src/check/rules/exit-code';
import { releaseOf } from '../../../src/runtime/releases';
import { WASMER, WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import { SPIN } from '../../../src/runtime/runtimes/spin';
import type { WasmRuntimeSpec } from '../../../src/runtime/wasm-runtime-spec';
import type { JsonObject } from '../../../src/value/json';
import { binary, type Draft, lazy, subject, testRule } from '../subject';

const policy = { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [7] } }] };
const asJob =
  (spec: JsonObject, inCron = false) =>
  ({ objects, pod }: Draft) => {
    const job = { template: { spec: pod }, ...spec };
    objects.splice(0, 2, {
      apiVersion: 'batch/v1',
      kind: inCron ? 'CronJob' : 'Job',
      metadata: { name: 'hello' },
      spec: inCron ? { jobTemplate: { spec: job } } : job,
    });
  };
const command = binary({ role: WasmRole.COMMAND, imports: [], exports: ['wasi:cli/run@0.2.0'] });
const module = binary({
  kind: WasmKind.MODULE,
  wasi: WasiTrack.PREVIEW_1,
  role: WasmRole.COMMAND,
  imports: [],
  exports: ['_start'],
});
const of = (made: typeof command, runtime: WasmRuntimeSpec, change = asJob({ podFailurePolicy: policy })) =>
  subject(change, { http: false, runtime, release: releaseOf(runtime.name), binary: made });

testRule(exitCode, {
  good: [
    { that: 'a core module on wasmtime', subject: of(module, WASMTIME) },
    { that: 'a core module where nobody knows', subject: of(module, WASMER) },
    {
      that: 'a policy that goes by conditions',
      subject: of(command, WASMTIME, asJob({ podFailurePolicy: { rules: [{ onPodConditions: [] }] } })),
    },
    {
      that: 'a policy that is not known yet',
      subject: of(command, WASMTIME, asJob({ podFailurePolicy: lazy(policy) })),
    },
  ],
  bad: [
    {
      that: 'a component on wasmtime',
      subject: of(command, WASMTIME),
      field: 'Job hello /spec/podFailurePolicy/rules/0/onExitCodes',
      says: [
        'containerd-shim-wasmtime 0.6.0 the exit code of a component is not its own',
        'a core module of preview 1',
      ],
    },
    {
      that: 'a core module on Spin',
      subject: of(module, SPIN),
      field: 'Job hello /spec/podFailurePolicy/rules/0/onExitCodes',
      says: ['the exit code of a core module'],
    },
    {
      that: 'a component in a CronJob',
      subject: of(command, WASMTIME, asJob({ podFailurePolicy: policy }, true)),
      field: 'CronJob hello /spec/jobTemplate/spec/podFailurePolicy/rules/0/onExitCodes',
      says: ['a component'],
    },
  ],
});

describe('exit-code', () => {
  test('misses nothing where no Job goes by exit codes', () => {
    const { notChecked } = runRules(
      [exitCode],
      subject(() => {}, { binary: undefined }),
    );
    expect(notChecked).toEqual([]);
  });
});
