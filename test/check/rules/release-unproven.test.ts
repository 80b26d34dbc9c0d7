import { ImageFormat } from '../../../src/artifact/image-format';
import { WasiTrack, WasmKind, WasmRole } from '../../../src/artifact/wasm/classify';
import { releaseUnproven } from '../../../src/check/rules/release-unproven';
import { releaseOf } from '../../../src/runtime/releases';
import { WASMEDGE, WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import { binary, GUEST, subject, testRule } from '../subject';

const module = (imports: string[]) =>
  binary({
    kind: WasmKind.MODULE,
    wasi: WasiTrack.PREVIEW_1,
    role: WasmRole.COMMAND,
    imports,
    exports: ['_start'],
  });

testRule(releaseUnproven, {
  good: [
    { that: 'a binary that nobody has looked at', subject: subject(() => {}, { binary: undefined }) },
    {
      that: 'an image of which nobody said the format',
      subject: subject(() => {}, { imageFormat: undefined }),
    },
    {
      that: 'what is known not to run, where other rules speak',
      subject: subject(() => {}, { runtime: WASMEDGE, imageFormat: ImageFormat.SPIN }),
    },
  ],
  bad: [
    {
      that: 'a format',
      subject: subject(() => {}, {
        runtime: WASMTIME,
        release: releaseOf('wasmtime', '0.3.0'),
        imageFormat: ImageFormat.SPIN,
        binary: undefined,
      }),
      field: `${GUEST}/image`,
      says: [
        'nobody has shown that containerd-shim-wasmtime 0.3.0 takes images of the format spin',
        'allowed: artifact, runwasi, plain',
      ],
    },
    {
      that: 'an import of the engine’s own',
      subject: subject(() => {}, { runtime: WASMEDGE, binary: module(['wasi_ephemeral_nn.load']) }),
      field: `${GUEST}/image`,
      says: ['it imports wasi_ephemeral_nn', 'containerd-shim-wasmedge 0.6.0 provides that', 'acknowledge'],
    },
    {
      that: 'a command with sockets behind a Service',
      subject: subject(() => {}, {
        runtime: WASMTIME,
        binary: module(['wasi_snapshot_preview1.sock_accept']),
      }),
      field: `${GUEST}/image`,
      says: ['it is a command', 'try it on your cluster'],
    },
  ],
});
