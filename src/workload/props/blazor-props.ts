import type { BlazorSite } from '../../artifact/blazor-site';
import type { WasmImage } from '../../artifact/wasm-image';
import type { AutoscaleSpec } from '../../expose/autoscale-spec';
import type { IngressSpec } from '../../expose/ingress-spec';
import type { ServiceSpec } from '../../expose/service-spec';
import type { LinuxContainerSpec } from './container';
import type { IdentitySpec } from './identity';
import type { HealthSpec } from './probe';
import type { ResourcesSpec } from './resources';
import type { DisruptionSpec, RolloutSpec } from './rollout';
import type { SchedulingSpec } from './scheduling';
import type { SecurityContextSpec } from './security';
import type { FileKeyRef, VolumeSpec } from './volume';

/** Settings in the place of published ones: exactly one of `values` and `configMapKeyRef` is given. */
export interface BlazorSettingsSpec {
  /**
   * What the file holds, as JSON. Every browser can read it: no place for a secret. A change rolls the pods.
   * Structural: takes no token.
   *
   * @default - not given here
   */
  readonly values?: { [key: string]: unknown };

  /**
   * The key of a ConfigMap that holds the whole file. What changes in it is served within a minute or two, without a
   * rollout.
   *
   * @default - not from a ConfigMap
   */
  readonly configMapKeyRef?: FileKeyRef;
}

/** Props of `BlazorApp`. */
export interface BlazorAppProps {
  /** The published app. It says under which path it is served and which files may be kept. Structural: takes no token. */
  readonly site: BlazorSite;

  /**
   * The image that runs: nginx 1.19.5 or newer with its usual modules and, where `siteImage` is not given, the
   * published `wwwroot` at `root`. An ordinary Linux image: `format` and what is known of a `.wasm` do not go with it.
   */
  readonly image: WasmImage;

  /**
   * An image that holds the files of `wwwroot` and nothing else, mounted at `root` (an image volume: Kubernetes 1.35,
   * where it is on by default, and containerd 2.1). `image` is nginx alone then.
   *
   * @default - the files are in `image`
   */
  readonly siteImage?: WasmImage;

  /**
   * Folder of the files in the container. Structural: takes no token.
   *
   * @default "/usr/share/nginx/html"
   */
  readonly root?: string;

  /**
   * Settings in the place of published ones, by file: `appsettings.json`, `appsettings.Production.json`. An app asks
   * for those alone that it was published with.
   *
   * @default - as they were published
   */
  readonly configuration?: { [file: string]: BlazorSettingsSpec };

  /**
   * Whether the page is cross-origin isolated, which threads (`WasmEnableThreads`) need. Images, scripts and frames of
   * other origins load then only where these allow it. Structural: takes no token.
   *
   * @default false
   */
  readonly crossOriginIsolation?: boolean;

  /**
   * More headers of every answer, by name: `Content-Security-Policy`, `Strict-Transport-Security`. Structural: takes
   * no token.
   *
   * @default - none but those of caching and X-Content-Type-Options
   */
  readonly headers?: { [name: string]: string };

  /**
   * Whether each request is logged on standard output: the first page of an app makes some two hundred. Structural:
   * takes no token.
   *
   * @default false
   */
  readonly accessLog?: boolean;

  /**
   * Whether it listens on IPv6 too. nginx does not start where the node's kernel was booted without IPv6.
   * Structural: takes no token.
   *
   * @default true
   */
  readonly ipv6?: boolean;

  /**
   * Name of all objects of the app: a DNS label that starts with a letter. Set it: without it the name comes from the
   * construct's path, and moving the construct replaces the objects. Structural: takes no token.
   *
   * @default - cdk8s' generated name
   */
  readonly name?: string;

  /**
   * Labels of all objects and of the pods.
   *
   * @default - none but the app's own
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the Deployment.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Labels of the pods alone.
   *
   * @default - none
   */
  readonly podLabels?: { [key: string]: string };

  /**
   * Annotations of the pods.
   *
   * @default - none
   */
  readonly podAnnotations?: { [key: string]: string };

  /**
   * The port it listens on, 1 to 65535. An unprivileged user opens one below 1024 only where the node lets it.
   * Structural: takes no token.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * How it is reached in the cluster.
   *
   * @default - port 80 of an address in the cluster
   */
  readonly service?: ServiceSpec;

  /**
   * How it is reached from outside. `paths` follows from the site's `<base href>`.
   *
   * @default - not at all
   */
  readonly ingress?: IngressSpec;

  /**
   * Pods, 1 or more (0 where `replicas-and-autoscaler` is acknowledged). Not together with `autoscale`.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * Between how many pods it scales by itself. Not together with `replicas`.
   *
   * @default - it does not
   */
  readonly autoscale?: AutoscaleSpec;

  /**
   * How the kubelet asks it.
   *
   * @default - `/healthz`, which nginx answers itself
   */
  readonly health?: HealthSpec;

  /**
   * How new pods take the place of old ones.
   *
   * @default - one by one, without a gap
   */
  readonly rollout?: RolloutSpec;

  /**
   * How many pods may be taken away when nodes are emptied.
   *
   * @default - one at a time
   */
  readonly disruption?: DisruptionSpec;

  /**
   * What the container needs and may use.
   *
   * @default - 10m of CPU, 32Mi of memory and at most 64Mi: nginx with two workers was seen to hold 17 MB
   */
  readonly resources?: ResourcesSpec;

  /**
   * As whom and with which rights it runs.
   *
   * @default - as an unprivileged user with no rights on a read-only root, admitted by the restricted Pod Security Standard
   */
  readonly securityContext?: SecurityContextSpec;

  /**
   * On which nodes it runs: any that run Linux containers will do.
   *
   * @default - spread over nodes and zones
   */
  readonly scheduling?: SchedulingSpec;

  /**
   * As which account it speaks to the cluster.
   *
   * @default - as the namespace's `default`, without a token
   */
  readonly identity?: IdentitySpec;

  /**
   * Volumes by mount path.
   *
   * @default - nginx' configuration and an empty /tmp alone
   */
  readonly volumes?: { [mountPath: string]: VolumeSpec };

  /**
   * Linux containers that run beside it, by name.
   *
   * @default - none
   */
  readonly sidecars?: { [name: string]: LinuxContainerSpec };

  /**
   * Linux containers that end before it starts, by name, in that order.
   *
   * @default - none
   */
  readonly initContainers?: { [name: string]: LinuxContainerSpec };
}
