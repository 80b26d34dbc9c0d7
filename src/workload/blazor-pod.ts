import type { WasmImage } from '../artifact/wasm-image';
import type { Common } from '../expose/service';
import { Known } from '../runtime/fact';
import type { WasmPlatformSpec } from '../runtime/wasm-platform-spec';
import { compact, type JsonObject, listUnder, orNothing } from '../value/json';
import { refusal } from '../value/refuse';
import { CONFIG_FILE, CONFIG_FOLDER, HEALTH_PATH } from './blazor-nginx';
import type { SettingsParts } from './blazor-settings';
import { addLinuxContainer, containerPortOf } from './linux-container';
import { probes, startupFailures } from './probes';
import type { BlazorAppProps } from './props/blazor-props';
import { filledResources } from './resources';
import { shutDown } from './rollout';
import { scheduling } from './scheduling';
import { type Rights, securityContexts } from './security';
import { PodVolumes } from './volumes';

const MAIN = 'app';
const PRE_STOP_SECONDS = 5;
const USUAL_RESOURCES = { cpu: '10m', memory: { request: '32Mi', limit: '64Mi' } };

/** An ordinary Linux process: nginx writes below /tmp alone, and needs no right of the superuser. */
const LINUX: Rights = {
  facts: { dropAllAlone: { value: Known.YES }, readOnlyRoot: { value: Known.YES } },
};

/** What the pod hangs on, beside the props. */
export interface BlazorPodContext {
  readonly common: Common;
  readonly platform: WasmPlatformSpec | undefined;
  readonly port: number;
  readonly root: string;
  /** Name of the ConfigMap with nginx' configuration. */
  readonly configName: string;
  readonly settings: SettingsParts;
  readonly serviceAccountName: string | undefined;
}

/** The pod of a Blazor app, as a template holds it. */
export function blazorPod(context: BlazorPodContext, props: BlazorAppProps): JsonObject {
  const { common, platform, port } = context;
  const { path, matchLabels } = common;
  const { image, siteImage } = props;
  refuseWasm(path, 'image', image);
  refuseWasm(path, 'siteImage', siteImage);
  const security = securityContexts(path, LINUX, platform, props.securityContext);
  const container: JsonObject = compact({
    name: MAIN,
    image: image.reference,
    imagePullPolicy: image.pullPolicy,
    // Not the image's own start, which changes files of its root. The log is told before a file is opened for it.
    command: ['nginx', '-e', 'stderr', '-c', `${CONFIG_FOLDER}/${CONFIG_FILE}`],
    ports: [containerPortOf(path, 'port', 'http', port)],
    resources: orNothing(filledResources(path, props.resources, USUAL_RESOURCES)),
    securityContext: security.container,
    ...probes(path, 'health', props.health, {
      port,
      usual: { httpGet: { path: HEALTH_PATH } },
      startupFailures: startupFailures(undefined),
    }),
  });
  const pullSecrets = [...new Set([...image.pullSecrets, ...(siteImage?.pullSecrets ?? [])])];
  const pod: JsonObject = compact({
    serviceAccountName: context.serviceAccountName,
    automountServiceAccountToken: props.identity?.automountToken ?? false,
    enableServiceLinks: false,
    imagePullSecrets: orNothing(pullSecrets.map((name) => ({ name }))),
    securityContext: security.pod,
    ...scheduling(path, props.scheduling, matchLabels, true),
    containers: [container],
  });
  shutDown(path, pod, container, PRE_STOP_SECONDS, props.rollout);
  mountAll(context, props, pod, container);
  return {
    metadata: compact({
      labels: { ...props.labels, ...props.podLabels, ...matchLabels },
      annotations: orNothing(props.podAnnotations),
    }),
    spec: pod,
  };
}

function mountAll(
  { common: { path }, root, configName, settings }: BlazorPodContext,
  props: BlazorAppProps,
  pod: JsonObject,
  container: JsonObject,
): void {
  const volumes = new PodVolumes(path, pod);
  if (props.siteImage !== undefined) {
    const { reference, pullPolicy } = props.siteImage;
    listUnder(pod, 'volumes').push({ name: 'site', image: { reference, pullPolicy } });
    listUnder(container, 'volumeMounts').push({ name: 'site', mountPath: root, readOnly: true });
  }
  volumes.mount(container, 'volumes', CONFIG_FOLDER, { name: 'config', configMap: { name: configName } });
  for (const [mountPath, volume] of settings.volumes) {
    volumes.mount(container, 'configuration', mountPath, volume);
  }
  if (props.volumes?.['/tmp'] === undefined) {
    volumes.mount(container, 'volumes', '/tmp', { name: 'tmp', emptyDir: { sizeLimit: '16Mi' } });
  }
  for (const [mountPath, volume] of Object.entries(props.volumes ?? {})) {
    volumes.mount(container, 'volumes', mountPath, volume);
  }
  const beside = { path, pod, volumes, runtime: LINUX, main: MAIN };
  for (const field of ['sidecars', 'initContainers'] as const) {
    for (const [name, spec] of Object.entries(props[field] ?? {})) {
      addLinuxContainer(beside, field, name, spec);
    }
  }
}

function refuseWasm(path: string, field: string, image: WasmImage | undefined): void {
  const spec = image?.toSpec();
  const given = (['format', 'binarySize', 'binary', 'manifest', 'componentBinaries', 'record'] as const).find(
    (key) => spec?.[key] !== undefined,
  );
  if (given !== undefined) {
    throw refusal({
      path,
      field: `${field}.${given}`,
      value: spec?.[given],
      wrong: 'it is of an image whose WebAssembly a node runs, and here browsers run it',
      fix: "leave it out: an ordinary Linux image, WasmImage.of('ghcr.io/acme/shop:1.4.0')",
    });
  }
}
