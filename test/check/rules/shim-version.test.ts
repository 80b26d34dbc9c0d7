import { shimVersion } from '../../../src/check/rules/shim-version';
import { AKS_WASI_NODE_POOLS } from '../../../src/runtime/platforms/aks-wasi-node-pools';
import { K3S } from '../../../src/runtime/platforms/k3s';
import { crunSpec } from '../../../src/runtime/runtimes/crun-spec';
import { SPIN } from '../../../src/runtime/runtimes/spin';
import type { WasmRuntimeSpec } from '../../../src/runtime/wasm-runtime-spec';
import { GUEST, subject, testRule } from '../subject';

const at = (shimVersion: string, runtime: WasmRuntimeSpec = SPIN) =>
  subject(() => {}, {
    runtime,
    platform: { ...K3S, runtimes: { [runtime.name]: { className: 'x', handler: 'x', shimVersion } } },
  });

testRule(shimVersion, {
  good: [
    { that: 'a release that is known', subject: at('0.23.0') },
    { that: 'the same with a v', subject: at('v0.23.0') },
    { that: 'a runtime without a table', subject: at('1.21', crunSpec({})) },
    { that: 'a runtime of the user’s own', subject: at('1.0.0', { ...SPIN, name: 'mine' }) },
  ],
  bad: [
    {
      that: 'a release that is newer than the table',
      subject: at('0.25.1'),
      field: `${GUEST}/image`,
      says: [
        '"containerd-shim-spin 0.25.1"',
        'the platform k3s',
        'known: 0.24.0, 0.23.0',
        "shimVersions: { spin: '0.24.0' }",
      ],
    },
    {
      that: 'the release of a retired platform',
      subject: subject(() => {}, { platform: AKS_WASI_NODE_POOLS }),
      field: `${GUEST}/image`,
      says: ['containerd-shim-spin 0.15.1', 'aks-wasi-node-pools'],
    },
  ],
});
