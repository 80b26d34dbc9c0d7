import { isObject, type Json } from './json';

const labels = { 'app.kubernetes.io/name': 'hello' };

const container = {
  name: 'app',
  image: 'ghcr.io/acme/hello:1.0.0',
  env: [
    { name: 'LOG', value: 'info' },
    { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'keys', key: 'token' } } },
  ],
  ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
  resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '128Mi' } },
  readinessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 5 },
  startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 30 },
  lifecycle: { preStop: { sleep: { seconds: 5 } } },
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  volumeMounts: [{ name: 'cache', mountPath: '/cache' }],
};

const podSpec = {
  runtimeClassName: 'wasmtime',
  terminationGracePeriodSeconds: 30,
  securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
  nodeSelector: { 'kubernetes.io/arch': 'amd64' },
  tolerations: [{ key: 'wasm', operator: 'Exists', effect: 'NoSchedule' }],
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: labels },
      matchLabelKeys: ['pod-template-hash'],
    },
  ],
  initContainers: [
    {
      name: 'proxy',
      image: 'envoy:1',
      restartPolicy: 'Always',
      startupProbe: { exec: { command: ['true'] } },
      resources: { requests: { cpu: '10m' } },
    },
  ],
  containers: [container],
  volumes: [{ name: 'cache', emptyDir: { sizeLimit: '64Mi' } }],
};

const job = {
  backoffLimit: 3,
  ttlSecondsAfterFinished: 3600,
  template: { spec: { restartPolicy: 'OnFailure', containers: [{ name: 'app', image: 'hello:1' }] } },
};

const object = (apiVersion: string, kind: string, rest: Json, name = 'hello'): Json => ({
  apiVersion,
  kind,
  metadata: { name, labels },
  ...rest,
});

/** An object of each kind that a workload may consist of; a cluster would take them all. */
export const SAMPLES = {
  deployment: object('apps/v1', 'Deployment', {
    spec: {
      selector: { matchLabels: labels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: { metadata: { labels, annotations: { 'acme.dev/Build': '7' } }, spec: podSpec },
    },
  }),
  service: object('v1', 'Service', {
    spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http', appProtocol: 'http' }] },
  }),
  ingress: object('networking.k8s.io/v1', 'Ingress', {
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host: 'hello.example.com',
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: 'hello', port: { name: 'http' } } },
              },
            ],
          },
        },
      ],
      tls: [{ hosts: ['hello.example.com', '*.example.com'], secretName: 'hello-tls' }],
    },
  }),
  budget: object('policy/v1', 'PodDisruptionBudget', {
    spec: { maxUnavailable: 1, selector: { matchLabels: labels }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  }),
  autoscaler: object('autoscaling/v2', 'HorizontalPodAutoscaler', {
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'hello' },
      minReplicas: 2,
      maxReplicas: 5,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
        },
      ],
      behavior: {
        scaleDown: {
          stabilizationWindowSeconds: 300,
          policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }],
        },
      },
    },
  }),
  job: object('batch/v1', 'Job', { spec: job }),
  cronJob: object('batch/v1', 'CronJob', {
    spec: { schedule: '*/5 0-6 * JAN,jul mon-fri', timeZone: 'Europe/Berlin', jobTemplate: { spec: job } },
  }),
  configMap: object('v1', 'ConfigMap', { data: { 'app.toml': 'x = 1' }, binaryData: { blob: 'AAEC' } }),
  secret: object('v1', 'Secret', {
    type: 'kubernetes.io/tls',
    stringData: { 'tls.crt': 'c', 'tls.key': 'k' },
  }),
  account: object('v1', 'ServiceAccount', { automountServiceAccountToken: false }),
  policy: object('networking.k8s.io/v1', 'NetworkPolicy', {
    spec: {
      podSelector: { matchLabels: labels },
      egress: [{ ports: [{ port: 443, endPort: 444 }], to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
    },
  }),
  runtimeClass: object('node.k8s.io/v1', 'RuntimeClass', {
    handler: 'wasmtime',
    overhead: { podFixed: { memory: '16Mi' } },
    scheduling: { nodeSelector: { wasm: 'true' } },
  }),
} as const;

/** Same kinds as above, of custom resources. */
export const CUSTOM_SAMPLES = {
  shim: {
    apiVersion: 'runtime.spinkube.dev/v1alpha1',
    kind: 'Shim',
    metadata: { name: 'spin-v2' },
    spec: {
      nodeSelector: { spin: 'true' },
      fetchStrategy: {
        type: 'anonymousHttp',
        platforms: [
          { os: 'linux', arch: 'amd64', location: 'https://example.com/shim.tar.gz', sha256: 'a'.repeat(64) },
        ],
      },
      runtimeClass: { name: 'wasmtime-spin-v2', handler: 'spin' },
      rolloutStrategy: { type: 'recreate' },
    },
  },
  route: {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'hello', namespace: 'shop' },
    spec: {
      parentRefs: [{ name: 'public' }],
      hostnames: ['hello.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ name: 'hello', port: 80 }],
        },
      ],
    },
  },
} as const;

/**
 * A copy of an object with one value replaced, added, or (undefined) removed.
 *
 * @param path keys and indices, with dots between; a key that has dots stands in brackets
 */
export function changed(manifest: Json, path: string, value: unknown): Json {
  const keys = [...path.matchAll(/\[([^\]]+)\]|([^.[\]]+)/g)].map((match) => match[1] ?? match[2] ?? '');
  // not structuredClone, which would keep an object that stands in two places one object
  const copy: unknown = JSON.parse(JSON.stringify(manifest));
  const last = keys.pop() ?? '';
  let here: unknown = copy;
  for (const key of keys) {
    const next: unknown = typeof here === 'object' && here !== null ? Reflect.get(here, key) : undefined;
    if (typeof next !== 'object' || next === null) throw new Error(`the sample has no ${key} in ${path}`);
    here = next;
  }
  if (typeof here !== 'object' || here === null || !isObject(copy))
    throw new Error(`the sample has no ${path}`);
  if (value === undefined) Reflect.deleteProperty(here, last);
  else Reflect.set(here, last, value);
  return copy;
}
