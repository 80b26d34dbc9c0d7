import type { ImageFormat } from './image-format';
import type { ImagePullPolicy } from './image-spec';

/** What an image of local files is called, and how a node pulls it. */
export interface LocalImageProps {
  /** Registry and path: `ghcr.io/acme/hello`. */
  readonly repository: string;

  /**
   * Tag that a push moves to the image. Pods name the digest as well, which alone counts.
   *
   * @default - none: it is pushed by its digest alone
   */
  readonly tag?: string;

  /**
   * Annotations of the image's manifest, as `org.opencontainers.image.source`. They count towards its digest.
   *
   * Structural: takes no token.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };

  /**
   * The folder from which the path in the record goes: that of the repository, which a push has too.
   *
   * Structural: takes no token.
   *
   * @default - the nearest folder upwards from the current one that has a `.git`, else the current one
   */
  readonly root?: string;

  /**
   * When a node pulls.
   *
   * @default IF_NOT_PRESENT
   */
  readonly pullPolicy?: ImagePullPolicy;

  /**
   * Names of Secrets (type `kubernetes.io/dockerconfigjson`, in the namespace of the workload) with the registry's credentials.
   *
   * @default - none
   */
  readonly pullSecrets?: string[];
}

/** An image of one `.wasm`. */
export interface WasmFileProps extends LocalImageProps {
  /**
   * How the image carries it: `ARTIFACT`, `RUNWASI` or `PLAIN`.
   *
   * Structural: takes no token.
   *
   * @default ImageFormat.ARTIFACT
   */
  readonly format?: ImageFormat;

  /**
   * What a pod without a command runs, perhaps with `#` and a function of the module: a name in a `RUNWASI` image, a path
   * in a `PLAIN` one.
   *
   * Structural: takes no token.
   *
   * @default - `app.wasm`, in a `PLAIN` image `/app.wasm`
   */
  readonly entrypoint?: string;
}

/** An image of a Spin application. */
export interface SpinFileProps extends LocalImageProps {
  /**
   * How the image carries it: `SPIN` or `PLAIN`.
   *
   * Structural: takes no token.
   *
   * @default ImageFormat.SPIN
   */
  readonly format?: ImageFormat;

  /**
   * The profile of the manifest.
   *
   * Structural: takes no token.
   *
   * @default - none: the components as they are
   */
  readonly profile?: string;
}
