// Generated from the public API by `npm run docs`: the props of the constructs, with an Input where a value may be
// known at deployment only.

import type * as pulumi from '@pulumi/pulumi';
import type { ImageFormat } from '../artifact/image-format';
import type { ImagePullPolicy } from '../artifact/image-spec';
import type { LlmApi, OutboundHttpSpec } from '../artifact/runtime-config/outbound';
import type { AzureAuthorityHost } from '../artifact/runtime-config/providers';
import type { SpinManifestSpec } from '../artifact/spin/manifest-spec';
import type { WasmBinarySpec } from '../artifact/wasm/binary-spec';
import type { PathType } from '../expose/ingress-spec';
import type { ServiceType } from '../expose/service-spec';
import type { TaintEffect, TolerationOperator } from '../runtime/toleration';
import type { CgroupDriver } from '../runtime/wasm-platform-spec';
import type { ConcurrencyPolicy } from '../workload/props/cron-props';
import type {
  BlazorSiteInput,
  ImageInput,
  NamespacedArgs,
  PlatformInput,
  RuntimeConfigInput,
  RuntimeInput,
} from './inputs';

/** Near or far from which nodes and pods. */
export interface AffinityArgs {
  /**
   * Pods that it should run away from.
   *
   * @default - none
   */
  readonly preferredAntiPods?: PreferredPodTermArgs[];

  /**
   * Nodes that are better than others.
   *
   * @default - none
   */
  readonly preferredNodes?: PreferredNodeTermArgs[];

  /**
   * Pods that it should run near.
   *
   * @default - none
   */
  readonly preferredPods?: PreferredPodTermArgs[];

  /**
   * Pods that it must run away from.
   *
   * @default - none
   */
  readonly requiredAntiPods?: PodTermArgs[];

  /**
   * Nodes of which one term must hold.
   *
   * @default - none
   */
  readonly requiredNodes?: NodeTermArgs[];

  /**
   * Pods that it must run near.
   *
   * @default - none
   */
  readonly requiredPods?: PodTermArgs[];
}

/** Between how many pods, and by what, a workload scales. */
export interface AutoscaleArgs {
  /** The most pods. */
  readonly max: pulumi.Input<number>;

  /**
   * CPU to aim at, in percent of the request.
   *
   * At least one of `cpu` and `memory` is given.
   *
   * @default - CPU does not count
   */
  readonly cpu?: pulumi.Input<number>;

  /**
   * Memory to aim at, in percent of the request.
   *
   * @default - memory does not count
   */
  readonly memory?: pulumi.Input<number>;

  /**
   * The least pods, 1 or more.
   *
   * @default 2
   */
  readonly min?: pulumi.Input<number>;

  /**
   * Seconds that a lower need must last before pods go.
   *
   * @default - Kubernetes' own: 300
   */
  readonly scaleDownStabilizationSeconds?: pulumi.Input<number>;
}

/** A key-value store in AWS DynamoDB. */
export interface AwsDynamoStoreArgs {
  /** The AWS region: `eu-central-1`. */
  readonly region: pulumi.Input<string>;

  /** Name of the table. */
  readonly table: pulumi.Input<string>;

  /**
   * Id of an access key: a credential.
   *
   * Only together with `secretKey`.
   *
   * @default - the environment says who asks (`AWS_ACCESS_KEY_ID`, a web identity, …)
   */
  readonly accessKey?: pulumi.Input<string>;

  /**
   * Whether a read sees every write before it, at a higher price.
   *
   * Structural: takes no token.
   *
   * @default false
   */
  readonly consistentRead?: boolean;

  /**
   * The access key itself: a credential.
   *
   * Only together with `accessKey`.
   *
   * @default - the environment says who asks
   */
  readonly secretKey?: pulumi.Input<string>;

  /**
   * Token of a session: a credential.
   *
   * Only together with `accessKey` and `secretKey`.
   *
   * @default - the key is one that stays
   */
  readonly token?: pulumi.Input<string>;
}

/** A key-value store in Azure Cosmos DB. The container's partition key must be `/id`. */
export interface AzureCosmosStoreArgs {
  /** Name of the Cosmos DB account. */
  readonly account: pulumi.Input<string>;

  /** Name of the container. */
  readonly container: pulumi.Input<string>;

  /** Name of the database. */
  readonly database: pulumi.Input<string>;

  /**
   * The account's key: a credential.
   *
   * @default - the environment says who asks (`AZURE_CLIENT_ID`, `AZURE_TENANT_ID`, workload identity, …)
   */
  readonly key?: pulumi.Input<string>;
}

/** Variables of the application from Azure Key Vault: the newest version of the secret that is called like the variable. */
export interface AzureKeyVaultProviderArgs {
  /** Address of the vault: `https://shop.vault.azure.net/`. */
  readonly vaultUrl: pulumi.Input<string>;

  /**
   * The cloud of the tenant.
   *
   * Only together with a service principal: without one the variable `AZURE_AUTHORITY_HOST`
   * says it.
   *
   * @default AzureAuthorityHost.PUBLIC_CLOUD
   */
  readonly authorityHost?: pulumi.Input<AzureAuthorityHost>;

  /**
   * Id of a service principal.
   *
   * Only together with `clientSecret` and `tenantId`.
   *
   * @default - the environment says who asks
   */
  readonly clientId?: pulumi.Input<string>;

  /**
   * Secret of the service principal: a credential.
   *
   * Only together with `clientId` and `tenantId`.
   *
   * @default - the environment says who asks
   */
  readonly clientSecret?: pulumi.Input<string>;

  /**
   * Id of the tenant.
   *
   * Only together with `clientId` and `clientSecret`.
   *
   * @default - the environment says who asks
   */
  readonly tenantId?: pulumi.Input<string>;
}

/** Arguments of `BlazorApp`. */
export interface BlazorAppArgs extends NamespacedArgs {
  /** The image that runs: nginx 1.19.5 or newer with its usual modules and, where `siteImage` is not given, the published `wwwroot` at `root`. An ordinary Linux image: `format` and what is known of a `.wasm` do not go with it. */
  readonly image: ImageInput<ImageSpecArgs>;

  /**
   * The published app.
   *
   * It says under which path it is served and which files may be kept. Structural: takes no token.
   */
  readonly site: BlazorSiteInput;

  /**
   * Whether each request is logged on standard output: the first page of an app makes some two hundred.
   *
   * Structural:
   * takes no token.
   *
   * @default false
   */
  readonly accessLog?: boolean;

  /**
   * Annotations of the Deployment.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: pulumi.Input<string> };

  /**
   * Between how many pods it scales by itself.
   *
   * Not together with `replicas`.
   *
   * @default - it does not
   */
  readonly autoscale?: AutoscaleArgs;

  /**
   * Settings in the place of published ones, by file: `appsettings.json`, `appsettings.Production.json`. An app asks for those alone that it was published with.
   *
   * @default - as they were published
   */
  readonly configuration?: { [key: string]: BlazorSettingsArgs };

  /**
   * Whether the page is cross-origin isolated, which threads (`WasmEnableThreads`) need.
   *
   * Images, scripts and frames of
   * other origins load then only where these allow it. Structural: takes no token.
   *
   * @default false
   */
  readonly crossOriginIsolation?: boolean;

  /**
   * How many pods may be taken away when nodes are emptied.
   *
   * @default - one at a time
   */
  readonly disruption?: DisruptionArgs;

  /**
   * More headers of every answer, by name: `Content-Security-Policy`, `Strict-Transport-Security`.
   *
   * Structural: takes
   * no token.
   *
   * @default - none but those of caching and X-Content-Type-Options
   */
  readonly headers?: { [key: string]: string };

  /**
   * How the kubelet asks it.
   *
   * @default - `/healthz`, which nginx answers itself
   */
  readonly health?: HealthArgs;

  /**
   * As which account it speaks to the cluster.
   *
   * @default - as the namespace's `default`, without a token
   */
  readonly identity?: IdentityArgs;

  /**
   * How it is reached from outside.
   *
   * `paths` follows from the site's `<base href>`.
   *
   * @default - not at all
   */
  readonly ingress?: IngressArgs;

  /**
   * Linux containers that end before it starts, by name, in that order.
   *
   * @default - none
   */
  readonly initContainers?: { [key: string]: LinuxContainerArgs };

  /**
   * Whether it listens on IPv6 too.
   *
   * nginx does not start where the node's kernel was booted without IPv6.
   * Structural: takes no token.
   *
   * @default true
   */
  readonly ipv6?: boolean;

  /**
   * Labels of all objects and of the pods.
   *
   * @default - none but the app's own
   */
  readonly labels?: { [key: string]: pulumi.Input<string> };

  /**
   * Name of all objects of the app: a DNS label that starts with a letter.
   *
   * Set it: without it the name comes from the
   * construct's path, and moving the construct replaces the objects. Structural: takes no token.
   *
   * @default - cdk8s' generated name
   */
  readonly name?: string;

  /**
   * Annotations of the pods.
   *
   * @default - none
   */
  readonly podAnnotations?: { [key: string]: pulumi.Input<string> };

  /**
   * Labels of the pods alone.
   *
   * @default - none
   */
  readonly podLabels?: { [key: string]: pulumi.Input<string> };

  /**
   * The port it listens on, 1 to 65535.
   *
   * An unprivileged user opens one below 1024 only where the node lets it.
   * Structural: takes no token.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * Pods, 1 or more (0 where `replicas-and-autoscaler` is acknowledged).
   *
   * Not together with `autoscale`.
   *
   * @default 2
   */
  readonly replicas?: pulumi.Input<number>;

  /**
   * What the container needs and may use.
   *
   * @default - 10m of CPU, 32Mi of memory and at most 64Mi: nginx with two workers was seen to hold 17 MB
   */
  readonly resources?: ResourcesArgs;

  /**
   * How new pods take the place of old ones.
   *
   * @default - one by one, without a gap
   */
  readonly rollout?: RolloutArgs;

  /**
   * Folder of the files in the container.
   *
   * Structural: takes no token.
   *
   * @default "/usr/share/nginx/html"
   */
  readonly root?: string;

  /**
   * On which nodes it runs: any that run Linux containers will do.
   *
   * @default - spread over nodes and zones
   */
  readonly scheduling?: SchedulingArgs;

  /**
   * As whom and with which rights it runs.
   *
   * @default - as an unprivileged user with no rights on a read-only root, admitted by the restricted Pod Security Standard
   */
  readonly securityContext?: SecurityContextArgs;

  /**
   * How it is reached in the cluster.
   *
   * @default - port 80 of an address in the cluster
   */
  readonly service?: ServiceArgs;

  /**
   * Linux containers that run beside it, by name.
   *
   * @default - none
   */
  readonly sidecars?: { [key: string]: LinuxContainerArgs };

  /**
   * An image that holds the files of `wwwroot` and nothing else, mounted at `root` (an image volume: Kubernetes 1.35, where it is on by default, and containerd 2.1). `image` is nginx alone then.
   *
   * @default - the files are in `image`
   */
  readonly siteImage?: ImageInput<ImageSpecArgs>;

  /**
   * Volumes by mount path.
   *
   * @default - nginx' configuration and an empty /tmp alone
   */
  readonly volumes?: { [key: string]: VolumeArgs };
}

/** Settings in the place of published ones: exactly one of `values` and `configMapKeyRef` is given. */
export interface BlazorSettingsArgs {
  /**
   * The key of a ConfigMap that holds the whole file.
   *
   * What changes in it is served within a minute or two, without a
   * rollout.
   *
   * @default - not from a ConfigMap
   */
  readonly configMapKeyRef?: FileKeyRefArgs;

  /**
   * What the file holds, as JSON.
   *
   * Every browser can read it: no place for a secret. A change rolls the pods.
   * Structural: takes no token.
   *
   * @default - not given here
   */
  readonly values?: { [key: string]: unknown };
}

/** Certificates that calls to outside trust: exactly one of `secretName`, `configMapName` and `pem` is given. */
export interface CaBundleArgs {
  /**
   * Name of a ConfigMap that holds them.
   *
   * @default - not from a ConfigMap
   */
  readonly configMapName?: pulumi.Input<string>;

  /**
   * The key in the Secret or the ConfigMap.
   *
   * Structural: takes no token.
   *
   * @default "ca-certificates.crt"
   */
  readonly key?: string;

  /**
   * The certificates themselves, in PEM.
   *
   * They become a ConfigMap whose name holds their hash. Structural: takes no token.
   *
   * @default - not given here
   */
  readonly pem?: string;

  /**
   * Name of a Secret that holds them.
   *
   * @default - not from a Secret
   */
  readonly secretName?: pulumi.Input<string>;
}

/** Rights of the superuser that a process keeps or gets. */
export interface CapabilitiesArgs {
  /**
   * Rights that are added.
   *
   * @default - `NET_BIND_SERVICE` on runwasi and Spin shims, which ignore `drop: [ALL]` where nothing is added; else none
   */
  readonly add?: pulumi.Input<string>[];

  /**
   * Rights that are taken away.
   *
   * @default - ALL
   */
  readonly drop?: pulumi.Input<string>[];
}

/** A claim of the namespace. */
export interface ClaimArgs {
  /** Name of the PersistentVolumeClaim. */
  readonly claimName: pulumi.Input<string>;
}

/** Which certificates a component trusts, and which it shows, when it calls some hosts. */
export interface ClientTlsArgs {
  /** Ids of the components, as in `spin.toml`; at least one. */
  readonly componentIds: pulumi.Input<string>[];

  /**
   * The hosts, each as the call names it, without a port and without `*`;
   *
   * at least one.
   */
  readonly hosts: pulumi.Input<string>[];

  /**
   * Certificates of authorities to trust, in PEM: a path from / on, where `files` or a volume puts them.
   *
   * @default - none but Mozilla's
   */
  readonly caRootsFile?: pulumi.Input<string>;

  /**
   * Whether the authorities that Mozilla trusts are trusted.
   *
   * Structural: takes no token.
   *
   * @default - true without `caRootsFile`, else false
   */
  readonly caUseWebpkiRoots?: boolean;

  /**
   * The certificate that the component shows, in PEM: a path from / on.
   *
   * Only together with `clientPrivateKeyFile`.
   *
   * @default - none
   */
  readonly clientCertFile?: pulumi.Input<string>;

  /**
   * The key of that certificate, in PEM: a path from / on.
   *
   * Only together with `clientCertFile`.
   *
   * @default - none
   */
  readonly clientPrivateKeyFile?: pulumi.Input<string>;
}

/** How many pods may be taken away at once when nodes are emptied: one of `maxUnavailable` and `minAvailable`. */
export interface DisruptionArgs {
  /**
   * Whether there is a PodDisruptionBudget.
   *
   * Structural: takes no token.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Pods that may be away, as a number or a share.
   *
   * @default "1"
   */
  readonly maxUnavailable?: pulumi.Input<string>;

  /**
   * Pods that must be there, as a number or a share.
   *
   * @default - `maxUnavailable` counts
   */
  readonly minAvailable?: pulumi.Input<string>;
}

/** An empty folder that lives as long as the pod. */
export interface EmptyDirArgs {
  /**
   * `Memory` for a folder in memory, which counts against the limit.
   *
   * @default - the node's disk
   */
  readonly medium?: pulumi.Input<string>;

  /**
   * The most it may hold: `64Mi`.
   *
   * @default - no limit of its own
   */
  readonly sizeLimit?: pulumi.Input<string>;
}

/** All keys of a Secret or a ConfigMap as variables: one of the two is given. */
export interface EnvFromArgs {
  /**
   * Name of the ConfigMap.
   *
   * @default - not from a ConfigMap
   */
  readonly configMapName?: pulumi.Input<string>;

  /**
   * What is put before each key.
   *
   * @default - nothing
   */
  readonly prefix?: pulumi.Input<string>;

  /**
   * Name of the Secret.
   *
   * @default - not from a Secret
   */
  readonly secretName?: pulumi.Input<string>;
}

/** Variables of the application from those of the container, under another prefix or from a file. */
export interface EnvProviderArgs {
  /**
   * A file of lines `SHOP_DB_URL="…"`, read where the container has no such variable: a path from / on.
   *
   * @default - no file
   */
  readonly dotenvPath?: pulumi.Input<string>;

  /**
   * What the names in the container start with, without the `_` that follows: with `SHOP`, the variable `db_url` is `SHOP_DB_URL`.
   *
   * @default SPIN_VARIABLE
   */
  readonly prefix?: pulumi.Input<string>;
}

/** The value of a variable: exactly one of its members is given. */
export interface EnvValueArgs {
  /**
   * From a ConfigMap.
   *
   * @default - not from a ConfigMap
   */
  readonly configMapKeyRef?: KeyRefArgs;

  /**
   * From a field of the pod.
   *
   * @default - not from a field
   */
  readonly fieldRef?: FieldRefArgs;

  /**
   * From a resource of a container.
   *
   * @default - not from a resource
   */
  readonly resourceFieldRef?: ResourceFieldRefArgs;

  /**
   * From a Secret.
   *
   * @default - not from a Secret
   */
  readonly secretKeyRef?: KeyRefArgs;

  /**
   * The text itself.
   *
   * It stands in the manifest: no place for a secret.
   *
   * @default - not a literal
   */
  readonly value?: pulumi.Input<string>;
}

/** A command that a probe runs in the container. */
export interface ExecArgs {
  /** The command and its arguments. */
  readonly command: pulumi.Input<string>[];
}

/** A field of the pod. */
export interface FieldRefArgs {
  /** The field: `metadata.name`, `metadata.namespace`, `status.podIP`, `metadata.labels['key']`. */
  readonly fieldPath: pulumi.Input<string>;
}

/** A key of a Secret or of a ConfigMap as a file. */
export interface FileKeyRefArgs {
  /**
   * The key in it.
   *
   * Structural: takes no token.
   */
  readonly key: string;

  /** Name of the Secret or the ConfigMap. */
  readonly name: pulumi.Input<string>;
}

/** One file in the container: exactly one of `content`, `secretKeyRef` and `configMapKeyRef` is given. */
export interface FileArgs {
  /**
   * The key of a ConfigMap.
   *
   * @default - not from a ConfigMap
   */
  readonly configMapKeyRef?: FileKeyRefArgs;

  /**
   * The text of the file.
   *
   * It becomes a ConfigMap whose name holds the hash of the
   * text, so that a change rolls the pods. Structural: takes no token.
   *
   * @default - not given here
   */
  readonly content?: string;

  /**
   * Whether `content` goes into a Secret instead of a ConfigMap.
   *
   * It stands in the manifest all the same. Structural:
   * takes no token.
   *
   * @default false
   */
  readonly secret?: boolean;

  /**
   * The key of a Secret.
   *
   * @default - not from a Secret
   */
  readonly secretKeyRef?: FileKeyRefArgs;
}

/** A call of the gRPC health protocol that a probe makes. */
export interface GrpcArgs {
  /**
   * Port, 1 to 65535.
   *
   * @default - the workload's port
   */
  readonly port?: pulumi.Input<number>;

  /**
   * Service that is asked for.
   *
   * @default - the server as a whole
   */
  readonly service?: pulumi.Input<string>;
}

/** How the kubelet asks a workload. */
export interface HealthArgs {
  /**
   * Whether it must be restarted.
   *
   * @default - as readiness: guest code is not run for it
   */
  readonly liveness?: ProbeArgs;

  /**
   * Whether it takes requests.
   *
   * @default - the shim's own health path where it has one (Spin), else whether the port takes connections
   */
  readonly readiness?: ProbeArgs;

  /**
   * Whether it has started.
   *
   * @default - as readiness, with patience for the compilation at the first start
   */
  readonly startup?: ProbeArgs;
}

/** A path of the node. */
export interface HostPathArgs {
  /** The path. */
  readonly path: pulumi.Input<string>;

  /**
   * What must stand there: `Directory`, `File`, `DirectoryOrCreate`, ….
   *
   * @default - nothing is checked
   */
  readonly type?: pulumi.Input<string>;
}

/** An HTTP request that a probe makes. */
export interface HttpGetArgs {
  /** Path: `/healthz`. */
  readonly path: pulumi.Input<string>;

  /**
   * Headers by name.
   *
   * @default - none
   */
  readonly headers?: { [key: string]: pulumi.Input<string> };

  /**
   * Port, 1 to 65535.
   *
   * @default - the workload's port
   */
  readonly port?: pulumi.Input<number>;

  /**
   * `HTTP` or `HTTPS`.
   *
   * No shim ends TLS.
   *
   * @default "HTTP"
   */
  readonly scheme?: pulumi.Input<string>;
}

/** As which account a pod speaks to the cluster. */
export interface IdentityArgs {
  /**
   * Annotations of the emitted ServiceAccount, as clouds want them for workload identity.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: pulumi.Input<string> };

  /**
   * Whether a token of the account is mounted.
   *
   * @default false
   */
  readonly automountToken?: pulumi.Input<boolean>;

  /**
   * Whether the ServiceAccount is emitted.
   *
   * Structural: takes no token.
   *
   * @default false
   */
  readonly create?: boolean;

  /**
   * Name of a ServiceAccount.
   *
   * @default - the workload's name where `create` is set, else the namespace's `default`
   */
  readonly serviceAccountName?: pulumi.Input<string>;
}

/** What an image is made of: enough to make the same bytes again and to push them. */
export interface ImageRecordArgs {
  /**
   * Digest of the image's manifest: `sha256:…`.
   *
   * Structural: takes no token.
   */
  readonly digest: string;

  /**
   * How the image carries the WebAssembly.
   *
   * Structural: takes no token.
   */
  readonly format: ImageFormat;

  /**
   * The `.wasm` or the `spin.toml`, from the root of the repository on, with `/` between folders.
   *
   * Structural: takes no token.
   */
  readonly path: string;

  /** Registry and path: `ghcr.io/acme/hello`. */
  readonly repository: pulumi.Input<string>;

  /**
   * Annotations of the image's manifest. They count towards its digest.
   *
   * Structural: takes no token.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };

  /**
   * What a pod without a command runs, where the format says it.
   *
   * Structural: takes no token.
   *
   * @default - `app.wasm` of a runwasi image, `/app.wasm` of a plain one
   */
  readonly entrypoint?: string;

  /**
   * Profile of the `spin.toml`.
   *
   * Structural: takes no token.
   *
   * @default - none
   */
  readonly profile?: string;

  /**
   * Tag that is moved to the image.
   *
   * @default - none: it is pushed by its digest alone
   */
  readonly tag?: pulumi.Input<string>;
}

/** How a workload is reached from outside. */
export interface IngressArgs {
  /**
   * Annotations of the Ingress, which most controllers take their options from.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: pulumi.Input<string> };

  /**
   * Name of the IngressClass.
   *
   * @default - the cluster's
   */
  readonly className?: pulumi.Input<string>;

  /**
   * Host names;
   *
   * `*.example.com` is one.
   *
   * @default - every host
   */
  readonly hosts?: pulumi.Input<string>[];

  /**
   * Labels of the Ingress.
   *
   * @default - the workload's
   */
  readonly labels?: { [key: string]: pulumi.Input<string> };

  /**
   * Paths, each with how it is compared: `{ '/api': PathType.PREFIX }`.
   *
   * @default - the public routes of a Spin application whose image knows its manifest, else everything below /
   */
  readonly paths?: { [key: string]: pulumi.Input<PathType> };

  /**
   * Name of the Service's port that is meant.
   *
   * @default "http"
   */
  readonly servicePort?: pulumi.Input<string>;

  /**
   * TLS.
   *
   * @default - none
   */
  readonly tls?: IngressTlsArgs;
}

/** TLS at the ingress; */
export interface IngressTlsArgs {
  /**
   * Hosts of the certificate.
   *
   * @default - all hosts of the ingress
   */
  readonly hosts?: pulumi.Input<string>[];

  /**
   * Name of the Secret with certificate and key.
   *
   * @default - the workload's name with `-tls`, which a certificate manager fills
   */
  readonly secretName?: pulumi.Input<string>;
}

/** The keys of a Secret or a ConfigMap as files. */
export interface KeyFilesArgs {
  /** Name of the Secret or the ConfigMap. */
  readonly name: pulumi.Input<string>;

  /**
   * Permissions of the files, as a number: 420 is 0644.
   *
   * @default 420
   */
  readonly defaultMode?: pulumi.Input<number>;

  /**
   * Which keys become which files, by key: `{ 'app.json': 'config/app.json' }`.
   *
   * @default - every key, as a file of its name
   */
  readonly items?: { [key: string]: pulumi.Input<string> };

  /**
   * Whether the pod starts without the object.
   *
   * Not together with `subPath`: a folder would appear in the file's place.
   *
   * @default false
   */
  readonly optional?: pulumi.Input<boolean>;
}

/** A key of a Secret or of a ConfigMap in the workload's namespace. */
export interface KeyRefArgs {
  /** The key in it. */
  readonly key: pulumi.Input<string>;

  /** Name of the Secret or the ConfigMap. */
  readonly name: pulumi.Input<string>;

  /**
   * Whether the pod starts without the object or the key.
   *
   * @default false
   */
  readonly optional?: pulumi.Input<boolean>;
}

/** Where the keys and values of one label are kept: exactly one is given. */
export interface KeyValueStoreArgs {
  /**
   * In AWS DynamoDB.
   *
   * @default - not in DynamoDB
   */
  readonly awsDynamo?: AwsDynamoStoreArgs;

  /**
   * In Azure Cosmos DB.
   *
   * @default - not in Cosmos DB
   */
  readonly azureCosmos?: AzureCosmosStoreArgs;

  /**
   * In Redis.
   *
   * @default - not in Redis
   */
  readonly redis?: RedisStoreArgs;

  /**
   * In a file or in memory, by Spin itself.
   *
   * @default - not by Spin itself
   */
  readonly spin?: LocalStoreArgs;
}

/** A comparison of a label. */
export interface LabelExpressionArgs {
  /** The label's key. */
  readonly key: pulumi.Input<string>;

  /**
   * `In`, `NotIn`, `Exists`, `DoesNotExist`;
   *
   * for nodes also `Gt` and `Lt`.
   */
  readonly operator: pulumi.Input<string>;

  /**
   * The values compared with.
   *
   * @default - none, as `Exists` and `DoesNotExist` want it
   */
  readonly values?: pulumi.Input<string>[];
}

/** Which pods are meant. */
export interface LabelSelectorArgs {
  /**
   * Comparisons that must hold.
   *
   * @default - none
   */
  readonly matchExpressions?: LabelExpressionArgs[];

  /**
   * Labels that must be so.
   *
   * @default - none
   */
  readonly matchLabels?: { [key: string]: pulumi.Input<string> };
}

/** A database on a libSQL server. */
export interface LibsqlDatabaseArgs {
  /** The server's token: a credential. */
  readonly token: pulumi.Input<string>;

  /** Address of the server: `https://…` or `http://…`. */
  readonly url: pulumi.Input<string>;
}

/** A Linux container beside the WebAssembly: a side-car, or one that ends before the others start. */
export interface LinuxContainerArgs {
  /** Image, with a tag that stays or a digest. */
  readonly image: pulumi.Input<string>;

  /**
   * Its arguments.
   *
   * @default - the image's
   */
  readonly args?: pulumi.Input<string>[];

  /**
   * The program.
   *
   * @default - the image's
   */
  readonly command?: pulumi.Input<string>[];

  /**
   * Variables by name.
   *
   * Under the shims for WebAssembly a Linux container gets none of them: there it is an error.
   *
   * @default - none
   */
  readonly env?: { [key: string]: EnvValueArgs };

  /**
   * All keys of Secrets and ConfigMaps as variables.
   *
   * Under the shims for WebAssembly it is an error.
   *
   * @default - none
   */
  readonly envFrom?: EnvFromArgs[];

  /**
   * How the kubelet asks it.
   *
   * @default - not at all
   */
  readonly health?: HealthArgs;

  /**
   * When a node pulls.
   *
   * @default - `IfNotPresent`
   */
  readonly imagePullPolicy?: pulumi.Input<string>;

  /**
   * Ports by name (at most 15 lower-case letters, digits and "-").
   *
   * @default - none
   */
  readonly ports?: { [key: string]: pulumi.Input<number> };

  /**
   * What it needs and may use.
   *
   * @default - nothing is said
   */
  readonly resources?: ResourcesArgs;

  /**
   * As whom and with which rights it runs.
   *
   * @default - as the WebAssembly container
   */
  readonly securityContext?: SecurityContextArgs;

  /**
   * Volumes by mount path.
   *
   * One with the `name` of another container's volume is the same volume.
   *
   * @default - none
   */
  readonly volumes?: { [key: string]: VolumeArgs };
}

/** Where language models run. */
export interface LlmComputeArgs {
  /** On a server. */
  readonly remoteHttp: RemoteLlmArgs;
}

/** A store in a file of SQLite that Spin itself reads and writes. */
export interface LocalStoreArgs {
  /**
   * The file: a path from / on, in a folder.
   *
   * Spin writes there, so that a volume must be mounted; a replica sees its
   * own unless all mount one claim.
   *
   * @default - in memory: gone with the process, and each replica has its own
   */
  readonly path?: pulumi.Input<string>;
}

/** A demand on nodes: all its comparisons hold. */
export interface NodeTermArgs {
  /** Comparisons of the node's labels. */
  readonly matchExpressions: LabelExpressionArgs[];
}

/** Where components may not connect to, whatever their `allowed_outbound_hosts` say. */
export interface OutboundNetworkingArgs {
  /**
   * Ranges of addresses (`10.0.0.0/8`), or `private` for all that the internet does not route: the addresses of pods and Services are among them.
   *
   * @default - none
   */
  readonly blockNetworks?: pulumi.Input<string>[];
}

/** A demand on nodes by pods that are there already. */
export interface PodTermArgs {
  /** Label of nodes that says what counts as one place: `kubernetes.io/hostname`. */
  readonly topologyKey: pulumi.Input<string>;

  /**
   * Which pods.
   *
   * @default - the workload's own
   */
  readonly labelSelector?: LabelSelectorArgs;

  /**
   * Namespaces of those pods.
   *
   * @default - the workload's
   */
  readonly namespaces?: pulumi.Input<string>[];
}

/** A wish for nodes. */
export interface PreferredNodeTermArgs {
  /** The nodes. */
  readonly preference: NodeTermArgs;

  /** How much it counts, 1 to 100. */
  readonly weight: pulumi.Input<number>;
}

/** A wish for nodes by pods that are there already. */
export interface PreferredPodTermArgs {
  /** The pods and the place. */
  readonly podAffinityTerm: PodTermArgs;

  /** How much it counts, 1 to 100. */
  readonly weight: pulumi.Input<number>;
}

/** How the kubelet asks a container: exactly one of the first four, or `disabled`. */
export interface ProbeArgs {
  /**
   * No probe at all, not even the runtime's usual one.
   *
   * Structural: takes no token.
   *
   * @default false
   */
  readonly disabled?: boolean;

  /**
   * By a command, which no shim for WebAssembly runs.
   *
   * @default - not by a command
   */
  readonly exec?: ExecArgs;

  /**
   * Failures in a row that make it ill.
   *
   * @default - 3; at startup, as many as the measured start of such a binary needs three times over, and at least 30
   */
  readonly failureThreshold?: pulumi.Input<number>;

  /**
   * By the gRPC health protocol.
   *
   * @default - not by gRPC
   */
  readonly grpc?: GrpcArgs;

  /**
   * By an HTTP request;
   *
   * 200 to 399 is well.
   *
   * @default - not by HTTP
   */
  readonly httpGet?: HttpGetArgs;

  /**
   * Seconds before the first ask.
   *
   * @default 0
   */
  readonly initialDelaySeconds?: pulumi.Input<number>;

  /**
   * Seconds between asks.
   *
   * @default - 2 at startup, 5 for readiness, 10 for liveness
   */
  readonly periodSeconds?: pulumi.Input<number>;

  /**
   * Answers in a row that make it well.
   *
   * More than one only for readiness.
   *
   * @default 1
   */
  readonly successThreshold?: pulumi.Input<number>;

  /**
   * By opening a connection, which runs no guest code.
   *
   * @default - not by a connection
   */
  readonly tcpSocket?: TcpSocketArgs;

  /**
   * Seconds that an answer may take.
   *
   * @default 1
   */
  readonly timeoutSeconds?: pulumi.Input<number>;
}

/** A key-value store in Redis. */
export interface RedisStoreArgs {
  /**
   * The address: `redis://host:6379/0`, `rediss://` for TLS.
   *
   * A password in it is a credential. Spin starts while
   * nobody answers there, and requests hang then (seen with containerd-shim-spin 0.24.0).
   */
  readonly url: pulumi.Input<string>;
}

/** A language model on a server. */
export interface RemoteLlmArgs {
  /** The server's token: a credential. */
  readonly authToken: pulumi.Input<string>;

  /** Address of the server: `https://…` or `http://…`. */
  readonly url: pulumi.Input<string>;

  /**
   * What the server understands.
   *
   * @default LlmApi.DEFAULT
   */
  readonly apiType?: pulumi.Input<LlmApi>;
}

/** A resource of a container. */
export interface ResourceFieldRefArgs {
  /** The resource: `limits.memory`, `requests.cpu`. */
  readonly resource: pulumi.Input<string>;

  /**
   * Name of the container.
   *
   * @default - the one that has the variable
   */
  readonly containerName?: pulumi.Input<string>;

  /**
   * The unit of the value: `1Mi`.
   *
   * @default "1"
   */
  readonly divisor?: pulumi.Input<string>;
}

/** What a container needs and may use, by resource, in Kubernetes' quantities (`100m`, `64Mi`). */
export interface ResourcesArgs {
  /**
   * What it may use.
   *
   * No CPU limit by default: under 100m a large component did not get ready in 21 seconds.
   *
   * @default - memory measured for the runtime, the image format and the binary's size, where these are known
   */
  readonly limits?: { [key: string]: pulumi.Input<string> };

  /**
   * What the scheduler sets aside.
   *
   * @default - measured for the runtime, the image format and the binary's size, where these are known
   */
  readonly requests?: { [key: string]: pulumi.Input<string> };
}

/** How new pods take the place of old ones. */
export interface RolloutArgs {
  /**
   * Pods above the wanted number, as a number (`"1"`) or a share (`"25%"`).
   *
   * @default "1"
   */
  readonly maxSurge?: pulumi.Input<string>;

  /**
   * Pods below the wanted number, as a number (`"1"`) or a share (`"25%"`).
   *
   * @default "0"
   */
  readonly maxUnavailable?: pulumi.Input<string>;

  /**
   * Seconds that a pod must be ready to count.
   *
   * @default 0
   */
  readonly minReadySeconds?: pulumi.Input<number>;

  /**
   * Seconds that a pod goes on serving after it was taken out of the Service, as the shims cut requests in flight when they are told to end: no less than the longest request.
   *
   * 0: none.
   *
   * @default - 5 for HTTP workloads, 0 for others
   */
  readonly preStopSeconds?: pulumi.Input<number>;

  /**
   * Seconds after which a rollout that does not go on counts as failed.
   *
   * @default 600
   */
  readonly progressDeadlineSeconds?: pulumi.Input<number>;

  /**
   * Old ReplicaSets that are kept for a rollback.
   *
   * @default 10
   */
  readonly revisionHistoryLimit?: pulumi.Input<number>;

  /**
   * `RollingUpdate` or `Recreate`.
   *
   * Structural: takes no token.
   *
   * @default "RollingUpdate"
   */
  readonly strategy?: string;

  /**
   * Seconds between the wish to end and the end.
   *
   * It covers `preStopSeconds`.
   *
   * @default 30
   */
  readonly terminationGracePeriodSeconds?: pulumi.Input<number>;
}

/** A Secret that holds the whole file. */
export interface RuntimeConfigSecretArgs {
  /** Name of the Secret, in the namespace of the workload. */
  readonly name: pulumi.Input<string>;

  /**
   * The key in it.
   *
   * Structural: takes no token.
   *
   * @default runtime-config.toml
   */
  readonly key?: string;
}

/** Spin's `runtime-config.toml` as plain data; it survives JSON. Either `secret` alone is given, or what stands in the file. */
export interface RuntimeConfigArgs {
  /**
   * Certificates for calls of components.
   *
   * @default - the authorities that Mozilla trusts
   */
  readonly clientTls?: ClientTlsArgs[];

  /**
   * Key-value stores by label, as components name them in `key_value_stores`.
   *
   * The label `default` exists in any case: in
   * a file below `stateDir`.
   *
   * @default - the store `default` alone
   */
  readonly keyValueStores?: { [key: string]: KeyValueStoreArgs };

  /**
   * Where language models run.
   *
   * @default - nowhere: calls are answered with an error
   */
  readonly llmCompute?: LlmComputeArgs;

  /**
   * How components call over HTTP.
   *
   * @default - over connections that stay open, without a limit
   */
  readonly outboundHttp?: OutboundHttpSpec;

  /**
   * Where components may not connect to.
   *
   * @default - nothing but what the application's own manifest does not allow
   */
  readonly outboundNetworking?: OutboundNetworkingArgs;

  /**
   * A Secret that holds the whole file.
   *
   * Nothing else is given then.
   *
   * @default - the file is made of the other fields
   */
  readonly secret?: RuntimeConfigSecretArgs;

  /**
   * SQLite databases by label, as components name them in `sqlite_databases`.
   *
   * The label `default` exists in any case: in
   * a file below `stateDir`.
   *
   * @default - the database `default` alone
   */
  readonly sqliteDatabases?: { [key: string]: SqliteDatabaseArgs };

  /**
   * Folder of the stores and databases `default`: a path from / on, or the empty text to keep them in memory.
   *
   * Seen with
   * containerd-shim-spin 0.24.0: Spin makes the folder at its start, also for an application without stores, and with
   * the empty text it needs none. Structural: takes no token.
   *
   * @default /.spin
   */
  readonly stateDir?: string;

  /**
   * Where Spin looks for the variables of the application, the first that knows one wins.
   *
   * The container's variables,
   * and with them the prop `variables`, come last.
   *
   * @default - the container's variables alone
   */
  readonly variablesProviders?: VariablesProviderArgs[];
}

/** On which nodes pods run. */
export interface SchedulingArgs {
  /**
   * Nearness to nodes and pods.
   *
   * @default - none
   */
  readonly affinity?: AffinityArgs;

  /**
   * Labels that a node must have.
   *
   * @default - none
   */
  readonly nodeSelector?: { [key: string]: pulumi.Input<string> };

  /**
   * Name of the PriorityClass.
   *
   * @default - the cluster's
   */
  readonly priorityClassName?: pulumi.Input<string>;

  /**
   * Name of the scheduler.
   *
   * @default - the cluster's
   */
  readonly schedulerName?: pulumi.Input<string>;

  /**
   * Taints that pods put up with.
   *
   * @default - none
   */
  readonly tolerations?: TolerationArgs[];

  /**
   * How pods are spread.
   *
   * An empty list: not at all.
   *
   * @default - over nodes and zones, as far as it goes
   */
  readonly topologySpread?: TopologySpreadArgs[];
}

/** Which system calls a process may make. */
export interface SeccompArgs {
  /** `RuntimeDefault`, `Localhost` or `Unconfined`. */
  readonly type: pulumi.Input<string>;

  /**
   * File of the profile on the node, with `Localhost`.
   *
   * @default - none
   */
  readonly localhostProfile?: pulumi.Input<string>;
}

/** As whom and with which rights a container runs. */
export interface SecurityContextArgs {
  /**
   * Whether a process can get more rights than its parent.
   *
   * @default false
   */
  readonly allowPrivilegeEscalation?: pulumi.Input<boolean>;

  /**
   * Rights of the superuser.
   *
   * @default - none, as far as the runtime lets that be said
   */
  readonly capabilities?: CapabilitiesArgs;

  /**
   * Group that owns mounted volumes.
   *
   * It holds for the pod as a whole.
   *
   * @default - none
   */
  readonly fsGroup?: pulumi.Input<number>;

  /**
   * Whether the root file system can only be read.
   *
   * @default - true where the runtime was seen to live with it
   */
  readonly readOnlyRootFilesystem?: pulumi.Input<boolean>;

  /**
   * Group id.
   *
   * @default - 65532; none where the platform's namespaces give one
   */
  readonly runAsGroup?: pulumi.Input<number>;

  /**
   * Whether the kubelet refuses to start it as the superuser.
   *
   * @default true
   */
  readonly runAsNonRoot?: pulumi.Input<boolean>;

  /**
   * User id.
   *
   * @default - 65532; none where the platform's namespaces give one
   */
  readonly runAsUser?: pulumi.Input<number>;

  /**
   * System calls.
   *
   * @default - RuntimeDefault
   */
  readonly seccompProfile?: SeccompArgs;
}

/** One more port of a Service. */
export interface ServicePortArgs {
  /** The Service's port, 1 to 65535. */
  readonly port: pulumi.Input<number>;

  /**
   * What is spoken on it: `http`, `kubernetes.io/h2c`, ….
   *
   * @default - nothing is said
   */
  readonly appProtocol?: pulumi.Input<string>;

  /**
   * The nodes' port, with `NODE_PORT` and `LOAD_BALANCER`.
   *
   * @default - the cluster picks one
   */
  readonly nodePort?: pulumi.Input<number>;

  /**
   * `TCP`, `UDP` or `SCTP`.
   *
   * @default "TCP"
   */
  readonly protocol?: pulumi.Input<string>;

  /**
   * The container's port, 1 to 65535.
   *
   * A port that no container of the pod names is added to the WebAssembly's container.
   *
   * @default - the same
   */
  readonly targetPort?: pulumi.Input<number>;
}

/** How a workload is reached in the cluster. */
export interface ServiceArgs {
  /**
   * Annotations of the Service.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: pulumi.Input<string> };

  /**
   * What is spoken on the port: `http`, `kubernetes.io/h2c`, ….
   *
   * @default - nothing is said
   */
  readonly appProtocol?: pulumi.Input<string>;

  /**
   * `Cluster` or `Local`: whether traffic from outside may hop to another node.
   *
   * @default - Cluster
   */
  readonly externalTrafficPolicy?: pulumi.Input<string>;

  /**
   * More ports, by name (at most 15 lower-case letters, digits and "-").
   *
   * @default - none
   */
  readonly extraPorts?: { [key: string]: ServicePortArgs };

  /**
   * Labels of the Service.
   *
   * @default - the workload's
   */
  readonly labels?: { [key: string]: pulumi.Input<string> };

  /**
   * Addresses that a load balancer lets in, as CIDR.
   *
   * @default - all
   */
  readonly loadBalancerSourceRanges?: pulumi.Input<string>[];

  /**
   * The nodes' port, with `NODE_PORT` and `LOAD_BALANCER`.
   *
   * @default - the cluster picks one
   */
  readonly nodePort?: pulumi.Input<number>;

  /**
   * The Service's port, 1 to 65535;
   *
   * the container's is the workload's `port`. Structural: takes no token.
   *
   * @default 80
   */
  readonly port?: number;

  /**
   * `ClientIP` keeps a client with one pod.
   *
   * @default - None
   */
  readonly sessionAffinity?: pulumi.Input<string>;

  /**
   * What kind of address it has.
   *
   * @default ServiceType.CLUSTER_IP
   */
  readonly type?: pulumi.Input<ServiceType>;
}

/** Where runtime-class-manager gets a shim for one architecture. */
export interface ShimLocationArgs {
  /** Address of the `.tar.gz` that holds `containerd-shim-<name>`; nodes fetch it without credentials. */
  readonly location: pulumi.Input<string>;

  /**
   * SHA-256 of that archive, 64 hexadecimal digits.
   *
   * Nothing else proves what nodes run as root.
   */
  readonly sha256: pulumi.Input<string>;
}

/** Arguments of `Shim`. */
export interface ShimArgs {
  /**
   * Name of the RuntimeClass that is made for it.
   *
   * Structural: takes no token.
   */
  readonly className: string;

  /**
   * Name of the resource, which is also the suffix of the binary (`containerd-shim-<name>`) and the handler: `spin-v2`.
   *
   * Structural: takes no token.
   */
  readonly name: string;

  /**
   * The archive for nodes with x86-64 processors.
   *
   * @default - none; at least one architecture is needed
   */
  readonly amd64?: ShimLocationArgs;

  /**
   * The archive for nodes with 64-bit ARM processors.
   *
   * @default - none; at least one architecture is needed
   */
  readonly arm64?: ShimLocationArgs;

  /**
   * What keeps the accounts of containers on those nodes.
   *
   * Wrong, and no metrics reach an autoscaler. Structural: takes
   * no token.
   *
   * @default CgroupDriver.SYSTEMD
   */
  readonly cgroupDriver?: CgroupDriver;

  /**
   * More options of the containerd runtime, written into its configuration as they are (`"true"`, not `true`).
   *
   * @default - none
   */
  readonly containerdRuntimeOptions?: { [key: string]: pulumi.Input<string> };

  /**
   * Labels of the nodes that get the shim.
   *
   * @default - every node
   */
  readonly nodeSelector?: { [key: string]: pulumi.Input<string> };
}

/** Arguments of `SpinApp`. */
export interface SpinAppArgs extends WasmHttpArgs {}

/** Arguments of `SpinApp.fromManifest`. Those that the construct does not have that the triggers make of the application are refused: a Job has no `replicas`. */
export interface SpinFromManifestArgs extends WasmHttpArgs, WasmScheduleArgs {
  /**
   * When it runs, where a `command` trigger starts it: five cron fields (`0 3 * * *`), or `@hourly`, `@daily`, ….
   *
   * @default - once: a Job
   */
  readonly schedule?: pulumi.Input<string>;
}

/** Where the SQLite database of one label is kept: exactly one is given. */
export interface SqliteDatabaseArgs {
  /**
   * On a libSQL server.
   *
   * @default - not on a server
   */
  readonly libsql?: LibsqlDatabaseArgs;

  /**
   * In a file or in memory, by Spin itself.
   *
   * @default - not by Spin itself
   */
  readonly spin?: LocalStoreArgs;
}

/** Variables of the application whose values stand in the file. */
export interface StaticProviderArgs {
  /**
   * Values by variable, each a credential.
   *
   * @default - none
   */
  readonly secretValues?: { [key: string]: pulumi.Input<string> };

  /**
   * Values by variable, for everybody to read.
   *
   * @default - none
   */
  readonly values?: { [key: string]: pulumi.Input<string> };
}

/** A connection that a probe opens. */
export interface TcpSocketArgs {
  /**
   * Port, 1 to 65535.
   *
   * @default - the workload's port
   */
  readonly port?: pulumi.Input<number>;
}

/** A taint that pods put up with, in Kubernetes' own shape. */
export interface TolerationArgs {
  /**
   * Which effect is tolerated.
   *
   * @default - every effect
   */
  readonly effect?: pulumi.Input<TaintEffect>;

  /**
   * The taint's key.
   *
   * @default - every key (the operator must be `EXISTS` then)
   */
  readonly key?: pulumi.Input<string>;

  /**
   * How the taint is compared.
   *
   * @default TolerationOperator.EQUAL
   */
  readonly operator?: pulumi.Input<TolerationOperator>;

  /**
   * Seconds that a running pod stays after a `NO_EXECUTE` taint came.
   *
   * @default - for ever
   */
  readonly tolerationSeconds?: pulumi.Input<number>;

  /**
   * The taint's value, with `EQUAL`.
   *
   * @default - the empty value
   */
  readonly value?: pulumi.Input<string>;
}

/** How pods are spread over places. */
export interface TopologySpreadArgs {
  /** Label of nodes that says what counts as one place: `topology.kubernetes.io/zone`. */
  readonly topologyKey: pulumi.Input<string>;

  /**
   * By how many pods places may differ.
   *
   * @default 1
   */
  readonly maxSkew?: pulumi.Input<number>;

  /**
   * With `DoNotSchedule`, how many places there must be.
   *
   * @default - any number
   */
  readonly minDomains?: pulumi.Input<number>;

  /**
   * `ScheduleAnyway` or `DoNotSchedule`.
   *
   * @default "ScheduleAnyway"
   */
  readonly whenUnsatisfiable?: pulumi.Input<string>;
}

/** One place where Spin looks for the variables of the application: exactly one is given. */
export interface VariablesProviderArgs {
  /**
   * Azure Key Vault.
   *
   * @default - not from there
   */
  readonly azureKeyVault?: AzureKeyVaultProviderArgs;

  /**
   * The container's variables under another prefix, or a file of them.
   *
   * @default - not from there
   */
  readonly env?: EnvProviderArgs;

  /**
   * Values that stand in the file.
   *
   * @default - not from there
   */
  readonly static?: StaticProviderArgs;

  /**
   * HashiCorp Vault or OpenBao.
   *
   * @default - not from there
   */
  readonly vault?: VaultProviderArgs;
}

/** Variables of the application from HashiCorp Vault or OpenBao: the field `value` of a secret of the KV engine, version 2, that is called like the variable. */
export interface VaultProviderArgs {
  /** Where the KV engine is mounted: `secret`. */
  readonly mount: pulumi.Input<string>;

  /** The token that opens it: a credential. */
  readonly token: pulumi.Input<string>;

  /** Address of the server: `https://vault.example.com:8200`. */
  readonly url: pulumi.Input<string>;

  /**
   * A path in front of the variable's name, without the `/` between them.
   *
   * @default - none
   */
  readonly prefix?: pulumi.Input<string>;
}

/** A volume and how it is mounted: exactly one of the first five is given. */
export interface VolumeArgs {
  /**
   * A ConfigMap's keys as files.
   *
   * @default - not a ConfigMap
   */
  readonly configMap?: KeyFilesArgs;

  /**
   * An empty folder.
   *
   * @default - not an empty folder
   */
  readonly emptyDir?: EmptyDirArgs;

  /**
   * A path of the node.
   *
   * @default - not a path of the node
   */
  readonly hostPath?: HostPathArgs;

  /**
   * Name of the volume, by which several containers of the pod share it: a DNS label.
   *
   * Structural: takes no token.
   *
   * @default - made from the mount path
   */
  readonly name?: string;

  /**
   * A claim.
   *
   * @default - not a claim
   */
  readonly persistentVolumeClaim?: ClaimArgs;

  /**
   * Whether it can only be read.
   *
   * @default - true for Secrets and ConfigMaps, else false
   */
  readonly readOnly?: pulumi.Input<boolean>;

  /**
   * A Secret's keys as files.
   *
   * @default - not a Secret
   */
  readonly secret?: KeyFilesArgs;

  /**
   * One path in the volume instead of all of it.
   *
   * @default - all of it
   */
  readonly subPath?: pulumi.Input<string>;
}

/** Arguments of `WasmCronJob`. */
export interface WasmCronJobArgs extends WasmJobBaseArgs, WasmScheduleArgs {
  /** When it runs: five cron fields (`0 3 * * *`), or `@hourly`, `@daily`, …. */
  readonly schedule: pulumi.Input<string>;
}

/** What every workload that stays has: the part that becomes the Deployment. */
export interface WasmDeploymentArgs extends WasmWorkloadArgs {
  /**
   * Between how many pods it scales by itself.
   *
   * Not together with `replicas`.
   *
   * @default - it does not
   */
  readonly autoscale?: AutoscaleArgs;

  /**
   * How many pods may be taken away when nodes are emptied.
   *
   * @default - one at a time
   */
  readonly disruption?: DisruptionArgs;

  /**
   * How the kubelet asks it.
   *
   * @default - the runtime's usual way where there is a port to ask
   */
  readonly health?: HealthArgs;

  /**
   * Pods, 1 or more (0 where `replicas-and-autoscaler` is acknowledged).
   *
   * Not together with `autoscale`.
   *
   * @default 2
   */
  readonly replicas?: pulumi.Input<number>;

  /**
   * How new pods take the place of old ones.
   *
   * @default - one by one, without a gap
   */
  readonly rollout?: RolloutArgs;
}

/** What every workload that answers requests has: the part that becomes the Service and the Ingress. */
export interface WasmHttpArgs extends WasmDeploymentArgs {
  /**
   * How it is reached from outside.
   *
   * @default - not at all
   */
  readonly ingress?: IngressArgs;

  /**
   * The port it listens on, 1 to 65535.
   *
   * It sets the listen address, the container's port, the probes and the
   * Service's target. Structural: takes no token.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * How it is reached in the cluster.
   *
   * @default - port 80 of an address in the cluster
   */
  readonly service?: ServiceArgs;
}

/** What is known of an image besides its reference. */
export interface ImageOptionsArgs {
  /**
   * Whether no tag, or `latest` without a digest, is meant.
   *
   * Such a workload runs
   * other bytes after each push, and no rollout tells.
   *
   * Structural: takes no token.
   *
   * @default false
   */
  readonly allowMutableTag?: boolean;

  /**
   * What the `.wasm` of the image says of itself: `WasmBinary.fromFile(path).toSpec()`. Checks hold it against what the shim can run.
   *
   * @default - not known: nothing is checked of it
   */
  readonly binary?: WasmBinarySpec;

  /**
   * Size of the `.wasm` in bytes. From it follow the default resources and the check of a memory limit.
   *
   * Structural: takes no token.
   *
   * @default - not known: `resources` must be given, and the memory limit is not checked
   */
  readonly binarySize?: number;

  /**
   * What the `.wasm` of each component of `manifest` says of itself, by the component's id.
   *
   * @default - not known: nothing is checked of them
   */
  readonly componentBinaries?: { [key: string]: WasmBinarySpec };

  /**
   * How the image carries the WebAssembly.
   *
   * Structural: takes no token.
   *
   * @default - what the workload's usual tool makes: `SPIN` for `SpinApp`, `ARTIFACT` elsewhere
   */
  readonly format?: ImageFormat;

  /**
   * The manifest of the Spin application in the image: `SpinManifest.fromFile(path).toSpec()`. Routes, variables and stores are held against it.
   *
   * @default - not known: nothing is checked of it
   */
  readonly manifest?: SpinManifestSpec;

  /**
   * When a node pulls.
   *
   * @default - `IF_NOT_PRESENT` with a digest or a tag that stays, `ALWAYS` with a tag that moves (`latest`, none)
   */
  readonly pullPolicy?: pulumi.Input<ImagePullPolicy>;

  /**
   * Names of Secrets (type `kubernetes.io/dockerconfigjson`, in the namespace of the workload) with the registry's credentials.
   *
   * @default - none
   */
  readonly pullSecrets?: pulumi.Input<string>[];
}

/** An image as plain data; */
export interface ImageSpecArgs extends ImageOptionsArgs {
  /** Registry and path: `ghcr.io/acme/hello`. */
  readonly repository: pulumi.Input<string>;

  /**
   * Digest: `sha256:…`.
   *
   * @default - none
   */
  readonly digest?: pulumi.Input<string>;

  /**
   * What the image is made of, where this package made it.
   *
   * @default - made elsewhere
   */
  readonly record?: ImageRecordArgs;

  /**
   * Tag.
   *
   * @default - none
   */
  readonly tag?: pulumi.Input<string>;
}

/** What a workload that ends has: the part that becomes a Job. */
export interface WasmJobBaseArgs extends WasmRunArgs {
  /**
   * The family of shims.
   *
   * @default - wasmtime
   */
  readonly runtime?: RuntimeInput;
}

/** Arguments of `WasmJob`. */
export interface WasmJobArgs extends WasmJobBaseArgs {}

/** How a workload that ends runs: the part that is in the Job and not in its pods. */
export interface WasmRunArgs extends WasmWorkloadArgs {
  /**
   * Seconds after which all is ended.
   *
   * @default - never
   */
  readonly activeDeadlineSeconds?: pulumi.Input<number>;

  /**
   * How often a failed pod is tried again.
   *
   * The first start of an image on a node
   * can lose a race in the shim's compile cache: leave at least one.
   *
   * @default 3
   */
  readonly backoffLimit?: pulumi.Input<number>;

  /**
   * Pods that must succeed.
   *
   * @default 1
   */
  readonly completions?: pulumi.Input<number>;

  /**
   * Pods at a time.
   *
   * @default 1
   */
  readonly parallelism?: pulumi.Input<number>;

  /**
   * `OnFailure` starts the container again in its pod, `Never` makes a new pod.
   *
   * @default "OnFailure"
   */
  readonly restartPolicy?: pulumi.Input<string>;

  /**
   * Seconds between the wish to end a pod and its end.
   *
   * @default 30
   */
  readonly terminationGracePeriodSeconds?: pulumi.Input<number>;

  /**
   * Seconds that the Job stays after its end.
   *
   * @default 86400
   */
  readonly ttlSecondsAfterFinished?: pulumi.Input<number>;
}

/** Arguments of `WasmRuntimeClass`. */
export interface WasmRuntimeClassArgs {
  /**
   * Name that pods give as `runtimeClassName`: a DNS subdomain.
   *
   * Structural: takes no token.
   */
  readonly className: string;

  /**
   * Name of the handler in the container runtime's configuration on the nodes: a DNS label.
   *
   * Structural: takes no token.
   */
  readonly handler: string;

  /**
   * Annotations of the object.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: pulumi.Input<string> };

  /**
   * Labels of the object.
   *
   * @default - none; a chart's labels do not reach an object of the whole cluster
   */
  readonly labels?: { [key: string]: pulumi.Input<string> };

  /**
   * Labels of the nodes that have the shim.
   *
   * They are merged into the pods of the class.
   *
   * @default - every node has it
   */
  readonly nodeSelector?: { [key: string]: pulumi.Input<string> };

  /**
   * What a pod of the class costs its node besides its containers, by resource (`memory: 10Mi`);
   *
   * `{}` for nothing.
   *
   * @default - `memory: 24Mi`: a shim’s process was measured to take 9 to 23 MB (bench/RESULTS.md)
   */
  readonly overhead?: { [key: string]: pulumi.Input<string> };

  /**
   * Taints of the nodes that have the shim.
   *
   * They are merged into the pods of the class.
   *
   * @default - none
   */
  readonly tolerations?: TolerationArgs[];
}

/** How often a workload that ends runs: the part that is in the CronJob and not in its Jobs. */
export interface WasmScheduleArgs extends WasmRunArgs {
  /**
   * What happens when a run is due and the last one still goes.
   *
   * @default ConcurrencyPolicy.FORBID
   */
  readonly concurrencyPolicy?: pulumi.Input<ConcurrencyPolicy>;

  /**
   * Jobs that failed and are kept.
   *
   * @default 1
   */
  readonly failedJobsHistoryLimit?: pulumi.Input<number>;

  /**
   * Seconds that a run may begin late.
   *
   * @default - any
   */
  readonly startingDeadlineSeconds?: pulumi.Input<number>;

  /**
   * Jobs that went well and are kept.
   *
   * @default 3
   */
  readonly successfulJobsHistoryLimit?: pulumi.Input<number>;

  /**
   * Whether no new run begins.
   *
   * @default false
   */
  readonly suspend?: pulumi.Input<boolean>;

  /**
   * Time zone of the schedule, by its name in the IANA database: `Europe/Berlin`.
   *
   * @default - the cluster's, mostly UTC
   */
  readonly timeZone?: pulumi.Input<string>;
}

/** Arguments of `WasmService`. */
export interface WasmServiceArgs extends WasmHttpArgs {
  /**
   * The family of shims.
   *
   * One without an HTTP server of its own (all but wasmtime and Spin) needs a guest that opens `port`.
   *
   * @default - wasmtime
   */
  readonly runtime?: RuntimeInput;
}

/** Arguments of `WasmWorker`. */
export interface WasmWorkerArgs extends WasmDeploymentArgs {
  /**
   * The family of shims.
   *
   * @default - wasmtime
   */
  readonly runtime?: RuntimeInput;
}

/** What every workload has: the part that becomes the pod. */
export interface WasmWorkloadArgs extends NamespacedArgs {
  /** The image with the WebAssembly. */
  readonly image: ImageInput<ImageSpecArgs>;

  /**
   * Annotations of the workload's main object (Deployment, Job, CronJob).
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: pulumi.Input<string> };

  /**
   * Arguments.
   *
   * @default - none
   */
  readonly args?: pulumi.Input<string>[];

  /**
   * Certificates that calls to outside trust.
   *
   * @default - those in the runtime
   */
  readonly caBundle?: CaBundleArgs;

  /**
   * The entrypoint.
   *
   * In a plain image a path to the `.wasm`, with `path#function` for another export than `_start`.
   *
   * @default - what the runtime needs for the image's format
   */
  readonly command?: pulumi.Input<string>[];

  /**
   * The components of a Spin application that run here;
   *
   * the others of the image do not. Only with the Spin runtime.
   *
   * @default - all
   */
  readonly components?: pulumi.Input<string>[];

  /**
   * Variables of the container by name.
   *
   * A Spin application does not see them: it has `variables`.
   *
   * @default - none but where the runtime listens
   */
  readonly env?: { [key: string]: EnvValueArgs };

  /**
   * All keys of Secrets and ConfigMaps as variables.
   *
   * @default - none
   */
  readonly envFrom?: EnvFromArgs[];

  /**
   * Single files by path.
   *
   * @default - none
   */
  readonly files?: { [key: string]: FileArgs };

  /**
   * As which account it speaks to the cluster.
   *
   * @default - as the namespace's `default`, without a token
   */
  readonly identity?: IdentityArgs;

  /**
   * Linux containers that end before it starts, by name, in that order.
   *
   * @default - none
   */
  readonly initContainers?: { [key: string]: LinuxContainerArgs };

  /**
   * The most memory that one instance of a Spin component may have: `64Mi`.
   *
   * No more than the memory limit. Only with the Spin runtime.
   *
   * @default - no limit of its own
   */
  readonly invocationMemory?: pulumi.Input<string>;

  /**
   * Labels of all objects and of the pods.
   *
   * @default - none but the workload's own
   */
  readonly labels?: { [key: string]: pulumi.Input<string> };

  /**
   * Name of all objects of the workload: a DNS label that starts with a letter.
   *
   * Set it: without it the name comes from the construct's path, and moving the
   * construct replaces the objects. Structural: takes no token.
   *
   * @default - cdk8s' generated name
   */
  readonly name?: string;

  /**
   * The cluster.
   *
   * It is bound for the whole chart, as `platform.bind(chart)` would. Structural: takes no token.
   *
   * @default - the one bound at the nearest scope; an error where there is none
   */
  readonly platform?: PlatformInput;

  /**
   * Annotations of the pods.
   *
   * @default - those that the runtime needs
   */
  readonly podAnnotations?: { [key: string]: pulumi.Input<string> };

  /**
   * Labels of the pods alone.
   *
   * @default - none
   */
  readonly podLabels?: { [key: string]: pulumi.Input<string> };

  /**
   * What the container needs and may use.
   *
   * What is left out is filled from measured figures where the size of the
   * binary is known (`WasmImage` with `binarySize`).
   *
   * @default - measured figures; an error where the size of the binary is not known
   */
  readonly resources?: ResourcesArgs;

  /**
   * Where key-value stores, databases and variables of a Spin application really are: `/runtime-config.toml`. Only with the Spin runtime.
   *
   * @default - Spin's own: stores and databases in `/.spin`, variables from the container
   */
  readonly runtimeConfig?: RuntimeConfigInput<RuntimeConfigArgs>;

  /**
   * On which nodes it runs.
   *
   * @default - on those of the runtime class
   */
  readonly scheduling?: SchedulingArgs;

  /**
   * As whom and with which rights it runs.
   *
   * @default - as an unprivileged user with no rights, admitted by the restricted Pod Security Standard
   */
  readonly securityContext?: SecurityContextArgs;

  /**
   * Linux containers that run beside it, by name.
   *
   * @default - none
   */
  readonly sidecars?: { [key: string]: LinuxContainerArgs };

  /**
   * Image of the Linux container that makes the one file which the Spin shim must be able to write for a Spin application image;
   *
   * it needs `touch`. Only with the Spin runtime and image format.
   *
   * @default docker.io/library/busybox:1.37.0
   */
  readonly spinLockImage?: pulumi.Input<string>;

  /**
   * Variables of a Spin application by name (lower-case letters, digits and "_", from a letter on).
   *
   * Only with the Spin runtime.
   *
   * @default - none
   */
  readonly variables?: { [key: string]: EnvValueArgs };

  /**
   * Volumes by mount path.
   *
   * @default - those that the runtime needs for the image's format
   */
  readonly volumes?: { [key: string]: VolumeArgs };
}
