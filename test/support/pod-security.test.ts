import { describe, expect, it, test } from 'vitest';
import type { Json } from './json';
import { restrictedProblems } from './pod-security';

type Fields = Record<string, unknown>;

const GOOD_CONTAINER: Fields = {
  name: 'app',
  image: 'hello:1',
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
  },
};
const GOOD_POD: Fields = {
  securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [GOOD_CONTAINER],
  volumes: [{ name: 'tmp', emptyDir: {} }],
};

const deployment = (spec: Json, metadata: Fields = {}): Json => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  spec: { template: { metadata, spec } },
});
const withPod = (more: Fields): Json => deployment({ ...GOOD_POD, ...more });
const withPodContext = (more: Fields): Json =>
  withPod({ securityContext: { ...Object(GOOD_POD.securityContext), ...more } });
const withContainer = (more: Fields): Json => withPod({ containers: [{ ...GOOD_CONTAINER, ...more }] });
const withContext = (more: Fields): Json =>
  withContainer({ securityContext: { ...Object(GOOD_CONTAINER.securityContext), ...more } });

describe('the restricted Pod Security Standard', () => {
  it('admits a pod that gives everything up', () => {
    expect(restrictedProblems(deployment(GOOD_POD))).toEqual([]);
  });

  it('admits a pod whose containers each say what the pod leaves out', () => {
    const context = { ...Object(GOOD_CONTAINER.securityContext), ...Object(GOOD_POD.securityContext) };
    const containers = [{ ...GOOD_CONTAINER, securityContext: context }];
    expect(restrictedProblems(deployment({ containers }))).toEqual([]);
  });

  it('has nothing against an object without pods', () => {
    expect(restrictedProblems({ apiVersion: 'v1', kind: 'Service', spec: {} })).toEqual([]);
  });

  test.each<[string, Json]>([
    ['hostNetwork', withPod({ hostNetwork: true })],
    ['hostPID', withPod({ hostPID: true })],
    ['hostIPC', withPod({ hostIPC: true })],
    ['volumes[0].hostPath', withPod({ volumes: [{ name: 'h', hostPath: { path: '/' } }] })],
    ['volumes[0].nfs', withPod({ volumes: [{ name: 'n', nfs: {} }] })],
    ['sysctls', withPodContext({ sysctls: [{ name: 'kernel.msgmax', value: '1' }] })],
    ['runAsUser', withPodContext({ runAsUser: 0 })],
    ['runAsNonRoot', withPodContext({ runAsNonRoot: undefined })],
    ['runAsNonRoot', withPodContext({ runAsNonRoot: false })],
    ['seccompProfile.type', withPodContext({ seccompProfile: undefined })],
    ['seccompProfile.type', withPodContext({ seccompProfile: { type: 'Unconfined' } })],
    ['appArmorProfile.type', withPodContext({ appArmorProfile: { type: 'Unconfined' } })],
    ['seLinuxOptions.type', withPodContext({ seLinuxOptions: { type: 'spc_t' } })],
    ['seLinuxOptions.user', withPodContext({ seLinuxOptions: { user: 'system_u' } })],
    ['windowsOptions.hostProcess', withPodContext({ windowsOptions: { hostProcess: true } })],
    [
      'metadata.annotations.container.apparmor.security.beta.kubernetes.io/app',
      deployment(GOOD_POD, {
        annotations: { 'container.apparmor.security.beta.kubernetes.io/app': 'unconfined' },
      }),
    ],
    ['privileged', withContext({ privileged: true })],
    ['allowPrivilegeEscalation', withContext({ allowPrivilegeEscalation: true })],
    ['allowPrivilegeEscalation', withContext({ allowPrivilegeEscalation: undefined })],
    ['runAsUser', withContext({ runAsUser: 0 })],
    ['runAsNonRoot', withContext({ runAsNonRoot: false })],
    ['seccompProfile.type', withContext({ seccompProfile: { type: 'Unconfined' } })],
    ['procMount', withContext({ procMount: 'Unmasked' })],
    ['capabilities.drop', withContext({ capabilities: undefined })],
    ['capabilities.drop', withContext({ capabilities: { drop: ['NET_RAW'] } })],
    ['CHOWN is not allowed (restricted)', withContext({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } })],
    [
      'SYS_ADMIN is not allowed (baseline)',
      withContext({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } }),
    ],
    ['host port 80', withContainer({ ports: [{ containerPort: 80, hostPort: 80 }] })],
    [
      'livenessProbe.httpGet.host',
      withContainer({ livenessProbe: { httpGet: { host: '10.0.0.1', port: 80 } } }),
    ],
    [
      'lifecycle.preStop.tcpSocket.host',
      withContainer({ lifecycle: { preStop: { tcpSocket: { host: '10.0.0.1', port: 80 } } } }),
    ],
    [
      'initContainers[0].securityContext.allowPrivilegeEscalation',
      withPod({ initContainers: [{ name: 'init' }] }),
    ],
    ['ephemeralContainers[0].securityContext', withPod({ ephemeralContainers: [{ name: 'debug' }] })],
  ])('refuses a pod for its %s', (field, manifest) => {
    expect(restrictedProblems(manifest).join('\n')).toContain(field);
  });

  it('finds the pods of a CronJob', () => {
    const pod = { template: { spec: { ...GOOD_POD, hostNetwork: true } } };
    const cron = { apiVersion: 'batch/v1', kind: 'CronJob', spec: { jobTemplate: { spec: pod } } };
    expect(restrictedProblems(cron)).toEqual([
      'spec.jobTemplate.spec.template.spec.hostNetwork: must not be true',
    ]);
  });
});
