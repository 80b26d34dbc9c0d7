import { shimHandler } from '../../../src/check/rules/shim-handler';
import { lazy, subject, testRule } from '../subject';

const shim = (name: unknown, handler: unknown) =>
  subject(({ objects }) =>
    objects.push({
      apiVersion: 'runtime.spinkube.dev/v1alpha1',
      kind: 'Shim',
      metadata: { name },
      spec: { runtimeClass: { name: 'wasmtime-spin-v2', handler } },
    }),
  );

testRule(shimHandler, {
  good: [
    { that: 'one name for both', subject: shim('spin-v2', 'spin-v2') },
    { that: 'an unresolved handler', subject: shim('spin-v2', lazy('spin')) },
    { that: 'an unresolved name', subject: shim(lazy('spin'), 'spin-v2') },
  ],
  bad: [
    {
      that: 'a handler without the version',
      subject: shim('spin-v2', 'spin'),
      field: 'Shim spin-v2 /spec/runtimeClass/handler',
      says: ['"spin"', 'is called spin-v2', 'containerd-shim-spin'],
    },
    {
      that: 'the class for the handler',
      subject: shim('wasmtime-v1', 'wasmtime'),
      field: 'Shim wasmtime-v1 /spec/runtimeClass/handler',
      says: ['the name of the Shim: wasmtime-v1'],
    },
  ],
});
