import { type ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { BlazorSiteSpec } from '../artifact/blazor/site-spec';
import type { WasmImage } from '../artifact/wasm-image';
import { checkAtSynth, checkError, checkWorkload } from '../check/checks';
import type { Subject } from '../check/subject';
import { autoscalerManifest } from '../expose/autoscaler';
import { ingressManifest } from '../expose/ingress';
import { PathType } from '../expose/ingress-spec';
import { type Common, serviceManifest } from '../expose/service';
import { lookUpPlatform } from '../runtime/platform-binding';
import type { WasmPlatformSpec } from '../runtime/wasm-platform-spec';
import { demandPort, demandWhole } from '../value/demand';
import { compact, digList, isObject, type Manifest, orNothing } from '../value/json';
import { refusal } from '../value/refuse';
import { checkShape } from '../value/shape';
import { blazorConfig } from './blazor-config';
import { blazorPod } from './blazor-pod';
import { type SettingsParts, settingsParts } from './blazor-settings';
import { checkedProps } from './checked-props';
import { containerPortOf } from './linux-container';
import { workloadName } from './name';
import type { BlazorAppProps } from './props/blazor-props';
import { rehearse } from './rehearsal';
import { budgetManifest, DEFAULT_REPLICAS, rolloutFields } from './rollout';
import { refuseOwnLabels, serviceAccountManifest } from './shared-parts';
import { claimName } from './tree';
import { WorkloadObject } from './workload-object';

const DEFAULT_PORT = 8080;
const DEFAULT_ROOT = '/usr/share/nginx/html';
const MAX_NAME = 63;

/**
 * A published Blazor WebAssembly app, served by nginx: a Deployment of ordinary
 * Linux containers, a Service, a PodDisruptionBudget, the configuration of nginx
 * in a ConfigMap, and where asked for an Ingress, a HorizontalPodAutoscaler and
 * a ServiceAccount. Browsers run the WebAssembly: it needs no runtime class, and
 * no platform.
 *
 * @example
 * new BlazorApp(chart, 'shop', {
 *   name: 'shop',
 *   site: BlazorSite.fromFolder('shop/bin/Release/net10.0/publish/wwwroot'),
 *   image: WasmImage.of('ghcr.io/acme/shop:1.4.0'),
 *   ingress: { hosts: ['shop.example.com'], tls: {} },
 * });
 */
export class BlazorApp extends Construct {
  /** Name of all objects of the app. */
  public readonly name: string;

  /** Labels by which its pods are selected. They never change. */
  public readonly matchLabels: { [key: string]: string };

  /** The port it listens on. */
  public readonly port: number;

  /** The image that it runs. */
  public readonly image: WasmImage;

  /** The ConfigMap with the configuration of nginx. Its name holds the hash of its content. */
  public readonly configMap: ApiObject;

  /** The Deployment. */
  public readonly deployment: ApiObject;

  /** The Service. */
  public readonly service: ApiObject;

  /** The PodDisruptionBudget, unless it was switched off. */
  public readonly disruptionBudget?: ApiObject;

  /** The HorizontalPodAutoscaler, where one was asked for. */
  public readonly autoscaler?: ApiObject;

  /** The Ingress, where one was asked for. */
  public readonly ingress?: ApiObject;

  /** The ServiceAccount, where one was asked for. */
  public readonly serviceAccount?: ApiObject;

  private readonly objects: WorkloadObject[] = [];
  private readonly platform: WasmPlatformSpec | undefined;
  private readonly site: BlazorSiteSpec;
  private readonly settings: SettingsParts;

  /**
   * @param scope a chart or a construct in one
   * @param id the construct's id
   * @param props site, image and what differs from the defaults
   * @throws where a value is none, or a check finds what would fail
   */
  public constructor(scope: Construct, id: string, props: BlazorAppProps) {
    const given = checkedProps(scope, id, 'BlazorAppProps', props);
    super(scope, id);
    const { path } = this.node;
    this.site = given.site.toSpec();
    // Again: an instance may be of another copy of this package.
    checkShape(path, 'BlazorSiteSpec', this.site, 'site');
    this.platform = lookUpPlatform(this)?.platform;
    this.name = workloadName(this, 'Deployment', given.name, MAX_NAME);
    this.matchLabels = { 'app.kubernetes.io/name': this.name, 'wasmcd.dev/workload': 'deployment' };
    refuseOwnLabels(path, this.matchLabels, { labels: given.labels, podLabels: given.podLabels });
    const common: Common = {
      path,
      name: this.name,
      matchLabels: this.matchLabels,
      labels: { ...given.labels, 'app.kubernetes.io/name': this.name },
    };
    demandPort(path, 'port', given.port);
    this.port = given.port ?? DEFAULT_PORT;
    this.image = given.image;
    this.settings = settingsParts(path, this.site, given.configuration);

    const account = serviceAccountManifest(common, given.identity);
    this.serviceAccount = account && this.emit('ServiceAccount', account.manifest);
    const root = given.root ?? DEFAULT_ROOT;
    const config = blazorConfig(common, this.site, { port: this.port, root, settings: this.settings }, given);
    this.configMap = this.emit('ConfigMap', config);
    this.deployment = this.emit('Deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: compact({
        name: this.name,
        labels: { ...common.labels },
        annotations: orNothing(given.annotations),
      }),
      spec: {
        ...replicas(path, given),
        selector: { matchLabels: { ...this.matchLabels } },
        ...rolloutFields(path, given.rollout),
        template: blazorPod(
          {
            common,
            root,
            platform: this.platform,
            port: this.port,
            configName: this.configMap.name,
            settings: this.settings,
            serviceAccountName: account?.name ?? given.identity?.serviceAccountName,
          },
          given,
        ),
      },
    });
    const budget = budgetManifest(common, given.disruption);
    this.disruptionBudget = budget && this.emit('DisruptionBudget', budget);
    this.autoscaler = given.autoscale && this.emit('Autoscaler', autoscalerManifest(common, given.autoscale));
    const service = serviceManifest(common, given.service);
    for (const [name, extra] of Object.entries(given.service?.extraPorts ?? {})) {
      // A side-car's: nginx listens on one port alone.
      containerPortOf(path, 'service.extraPorts', name, extra.targetPort ?? extra.port);
    }
    this.service = this.emit('Service', service);
    this.ingress = given.ingress && this.emit('Ingress', ingressOf(common, this.site, given, service));

    const { errors } = checkWorkload(
      this,
      'change',
      this.subject(this.objects.map(({ manifest }) => manifest)),
    );
    checkAtSynth(this, () => this.recheck(given));
    if (errors.length > 0) {
      throw checkError(errors);
    }
  }

  /** Name of the Service. */
  public get serviceName(): string {
    return this.name;
  }

  /** The objects of the app, in the order in which they are written. */
  public get apiObjects(): ApiObject[] {
    return [...this.objects];
  }

  private emit(id: string, manifest: Manifest): WorkloadObject {
    const { name } = manifest.metadata as { name: string };
    claimName(this, manifest.kind, Chart.of(this).namespace, name);
    const object = new WorkloadObject(this, id, manifest);
    this.objects.push(object);
    return object;
  }

  /** Once more at synth, where values are known and patches are in. */
  private recheck(props: BlazorAppProps): string[] {
    // What a constructor refuses is refused before the checks would see it.
    const refused = rehearse(this, this.platform, props, (of, as, known: BlazorAppProps) => {
      new BlazorApp(of, as, known);
    });
    const whole = this.subject(this.objects.map((object): Manifest => object.toJson()));
    const errors = (['change', 'synth'] as const).flatMap(
      (phase) => checkWorkload(this, phase, whole).errors,
    );
    return refused !== undefined ? [refused] : errors.map(({ id, message }) => `${id}: ${message}`);
  }

  private subject(objects: readonly Manifest[]): Subject {
    return {
      path: this.node.path,
      objects,
      guest: '',
      http: true,
      site: this.site,
      ownSettings: Object.keys(this.settings.folders),
      ...(this.platform !== undefined && { platform: this.platform }),
    };
  }
}

function replicas(path: string, { replicas: given, autoscale }: BlazorAppProps): { replicas?: number } {
  demandWhole(path, 'replicas', given, 0);
  if (autoscale === undefined) {
    return { replicas: given ?? DEFAULT_REPLICAS };
  }
  if (given !== undefined) {
    throw refusal({
      path,
      field: 'autoscale',
      value: autoscale,
      wrong: 'replicas is given too, and each apply would undo what the autoscaler did',
      fix: "leave out replicas; the autoscaler's minimum is the least",
    });
  }
  return {};
}

/** The Ingress leads to all that the app asks for, unless somebody says other paths. */
function ingressOf(
  common: Common,
  { basePath }: BlazorSiteSpec,
  { ingress }: BlazorAppProps,
  service: Manifest,
): Manifest {
  const base = basePath === '/' ? basePath : basePath.slice(0, -1);
  const ports = digList(service, 'spec', 'ports').filter(isObject);
  return ingressManifest(
    common,
    { ...ingress, paths: ingress?.paths ?? { [base]: PathType.PREFIX } },
    ports.map(({ name }) => String(name)),
  );
}
