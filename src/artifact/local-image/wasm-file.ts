import { ImageFormat } from '../image-format';
import type { Content } from '../oci-image/content';
import type { OciImage } from '../oci-image/image';
import { plainImage } from '../oci-image/plain-image';
import { runwasiImage } from '../oci-image/runwasi-image';
import { wasmArtifact } from '../oci-image/wasm-artifact';
import type { WasmBinarySpec } from '../wasm/binary-spec';
import { WasmKind, WasmRole } from '../wasm/classify';
import { WasmBinary } from '../wasm-binary';
import { fileBytes, fileContent } from './files';
import { type LocalImage, type LocalImageRequest, refused } from './request';

const MODULE_NAME = 'app.wasm';
/**
 * runwasi's wasmtime shim ends a server of `wasi:http` at once on SIGTERM and lets it finish on SIGINT.
 * Source: containerd/runwasi, `crates/containerd-shim-wasmtime/src/http_proxy.rs`.
 */
const DRAINING_SIGNAL = 'SIGINT';

/** An image of one `.wasm`. */
export function wasmFileImage(file: string, request: LocalImageRequest): LocalImage {
  const binary = runnableBinary(file).toSpec();
  const { image, blob } = imageOf(file, binary, request);
  return {
    image,
    blobs: blob === undefined ? [] : [{ path: file, ...blob }],
    binarySize: binary.size,
    binary,
  };
}

/**
 * Reads a `.wasm`.
 *
 * @throws where it is none, or nothing in it can run
 */
export function runnableBinary(file: string): WasmBinary {
  const binary = WasmBinary.fromFile(file);
  if (binary.role === WasmRole.WIT_PACKAGE) {
    throw refused('path', file, 'it holds interfaces alone (a WIT package), and nothing to run', {
      fix: 'give the component that was built for them',
    });
  }
  return binary;
}

function imageOf(
  file: string,
  binary: WasmBinarySpec,
  { format, entrypoint, annotations = {}, profile }: LocalImageRequest,
): { readonly image: OciImage; readonly blob?: Content } {
  if (profile !== undefined) {
    throw refused('profile', profile, 'a .wasm has no profiles', { fix: 'leave it out' });
  }
  const drains = binary.kind === WasmKind.COMPONENT && binary.role === WasmRole.HTTP;
  const options = { annotations, ...(drains && { stopSignal: DRAINING_SIGNAL }) };
  switch (format) {
    case ImageFormat.ARTIFACT: {
      if (entrypoint !== undefined) {
        throw refused('entrypoint', entrypoint, `an image of format ${format} has none`, {
          fix: 'give the workload a command, or take the format RUNWASI or PLAIN',
        });
      }
      const blob = fileContent(file);
      return { image: wasmArtifact({ ...binary, ...blob }, { annotations }), blob };
    }
    case ImageFormat.RUNWASI: {
      const blob = fileContent(file);
      return { image: runwasiImage(blob, { ...options, entrypoint: entrypoint ?? MODULE_NAME }), blob };
    }
    case ImageFormat.PLAIN: {
      const start = entrypoint ?? `/${MODULE_NAME}`;
      const path = start.split('#', 1)[0];
      return { image: plainImage([{ path, bytes: fileBytes(file) }], { ...options, entrypoint: start }) };
    }
    default:
      throw refused('format', format, 'one .wasm is no Spin application', {
        allowed: `${ImageFormat.ARTIFACT}, ${ImageFormat.RUNWASI}, ${ImageFormat.PLAIN}`,
        fix: "WasmImage.fromSpin('spin.toml', …)",
      });
  }
}
