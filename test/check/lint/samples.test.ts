import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Lint } from '../../../src/check/lint/lint';
import { WasmPlatform } from '../../../src/index';
import { objectsIn } from '../../examples/run';
import { describeWithShared } from '../../support/shared';

const PREFIX = 'fermyon__enterprise-architectures-and-patterns__distributed-todo-app~kubernetes~';

describeWithShared('an application that others wrote by hand', ['samples', 'spin'], (folder) => {
  const files = Object.fromEntries(
    ['api', 'db', 'migrations', 'stats-generator'].map((name) => [
      `${name}.yaml`,
      objectsIn(join(folder, `${PREFIX}${name}.yaml`)),
    ]),
  );

  test('has pods of a class that no manifest of it brings', () => {
    const { findings, notChecked } = Lint.files(files);
    const handler =
      'the handler of runtime class wasmtime-spin-v2, which neither a RuntimeClass beside it nor the platform tells';
    expect(findings).toEqual([]);
    expect(notChecked).toEqual([
      {
        id: 'webassembly',
        path: 'api.yaml: SpinApp todo-api',
        missing: 'the Deployment that the operator makes of it',
      },
      { id: 'webassembly', path: 'migrations.yaml: Job migrations', missing: handler },
      { id: 'webassembly', path: 'stats-generator.yaml: CronJob stats-generator', missing: handler },
    ]);
  });

  test('gets variables of the Services of its namespace on SpinKube', () => {
    const { findings, notChecked, passed } = Lint.files(files, { platform: WasmPlatform.spinKube() });
    expect(passed).toBe(true);
    expect(findings.map(({ id, severity, path, field }) => ({ id, severity, path, field }))).toEqual([
      {
        id: 'service-links',
        severity: 'warning',
        path: 'migrations.yaml: Job migrations',
        field: 'Job migrations /spec/template/spec/enableServiceLinks',
      },
      {
        id: 'service-links',
        severity: 'warning',
        path: 'stats-generator.yaml: CronJob stats-generator',
        field: 'CronJob stats-generator /spec/jobTemplate/spec/template/spec/enableServiceLinks',
      },
    ]);
    expect([...new Set(notChecked.map(({ missing }) => missing))]).toEqual([
      'the Deployment that the operator makes of it',
      'the binary',
      'how the image carries the WebAssembly',
      'how the image carries the WebAssembly, the size of the binary',
      'the manifest of the Spin application',
      'the manifest of the Spin application, the binaries of its components',
      'how the image carries the WebAssembly, the manifest of the Spin application',
    ]);
  });
});
