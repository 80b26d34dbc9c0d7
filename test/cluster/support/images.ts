import { ImageFormat, WasmImage } from 'cdk8s-wasm';
import {
  type Artifact,
  packPlain,
  packRunwasi,
  packWasm,
  pushArtifact,
  RegistryClient,
} from 'cdk8s-wasm/oci';
import { registry } from './target';

/** The formats that the shim takes. */
export const FORMATS = [ImageFormat.ARTIFACT, ImageFormat.RUNWASI, ImageFormat.PLAIN] as const;

const nobody = { credentials: async () => undefined };

/**
 * Puts a binary into an image, and that into the cluster's registry.
 *
 * @returns the image as a workload names it
 */
export async function publish(name: string, wasm: Uint8Array, format: ImageFormat): Promise<WasmImage> {
  const reference = await push(`${name}-${format}`, pack(wasm, format));
  return WasmImage.of(reference, { format, binarySize: wasm.length });
}

/**
 * Uploads an image to the cluster's registry with the project's own client.
 *
 * @returns the reference by which the nodes pull it
 */
export async function push(name: string, artifact: Artifact): Promise<string> {
  if (registry === undefined) throw new Error('the cluster has no registry for images of ours');
  const client = new RegistryClient(nobody);
  try {
    const path = `cluster-tests/${name}`;
    const { digest } = await pushArtifact(`${registry.push}/${path}:1.0.0`, artifact, { client });
    return `${registry.pull}/${path}@${digest}`;
  } finally {
    client.close();
  }
}

function pack(wasm: Uint8Array, format: ImageFormat) {
  switch (format) {
    case ImageFormat.ARTIFACT:
      return packWasm(wasm);
    case ImageFormat.RUNWASI:
      return packRunwasi(wasm);
    case ImageFormat.PLAIN:
      return packPlain([{ path: '/app.wasm', bytes: wasm }]);
    default:
      throw new Error(`the wasmtime shim takes no image of the format ${format}`);
  }
}
