import { kubernetesVersion } from './parts.mjs';

// How each program is called. They see a network of their own, so every port is the usual one; and the folders of
// config/init.sh, so most paths are, too.

const PKI = '/run/cluster/pki';
const KUBECONFIG = '/run/cluster/inside.kubeconfig';

export const NODE = { name: 'node1', address: '10.89.0.1' };
export const API_SERVER = '127.0.0.1:6443';
export const REGISTRY = '127.0.0.1:5000';

/** Releases that say what they are; the library is told the same. */
export const VERSION = kubernetesVersion();

/** Collects garbage a third as often: there is memory to spare, and cores are what tests wait for. */
const SPARING = ['env', 'GOGC=300'];

/** @type {Record<string, string[]>} */
export const programs = {
  etcd: [...SPARING, 'etcd', '--data-dir=/var/lib/etcd', '--unsafe-no-fsync', '--log-level=warn'],
  'kube-apiserver': [
    ...SPARING,
    'kube-apiserver',
    '--etcd-servers=http://127.0.0.1:2379',
    `--advertise-address=${NODE.address}`,
    `--tls-cert-file=${PKI}/api.crt`,
    `--tls-private-key-file=${PKI}/api.key`,
    `--client-ca-file=${PKI}/ca.crt`,
    `--kubelet-client-certificate=${PKI}/admin.crt`,
    `--kubelet-client-key=${PKI}/admin.key`,
    '--kubelet-preferred-address-types=InternalIP',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${PKI}/sa.pub`,
    `--service-account-signing-key-file=${PKI}/sa.key`,
    '--service-cluster-ip-range=10.96.0.0/16',
    '--authorization-mode=Node,RBAC',
    // How it introduces users to the API servers behind it, such as metrics-server.
    `--requestheader-client-ca-file=${PKI}/ca.crt`,
    '--requestheader-allowed-names=admin',
    '--requestheader-username-headers=X-Remote-User',
    '--requestheader-group-headers=X-Remote-Group',
    '--requestheader-extra-headers-prefix=X-Remote-Extra-',
    `--proxy-client-cert-file=${PKI}/admin.crt`,
    `--proxy-client-key-file=${PKI}/admin.key`,
  ],
  'kube-controller-manager': [
    ...SPARING,
    'kube-controller-manager',
    `--kubeconfig=${KUBECONFIG}`,
    `--service-account-private-key-file=${PKI}/sa.key`,
    `--root-ca-file=${PKI}/ca.crt`,
    '--leader-elect=false',
    // Tests wait for autoscalers.
    '--horizontal-pod-autoscaler-sync-period=5s',
  ],
  'kube-scheduler': ['kube-scheduler', `--kubeconfig=${KUBECONFIG}`, '--leader-elect=false'],
  registry: ['docker-registry', 'serve', '/run/config/registry.yaml'],
  containerd: ['containerd', '--config=/run/config/containerd.toml'],
  kubelet: [
    ...SPARING,
    'kubelet',
    '--config=/run/config/kubelet.yaml',
    `--kubeconfig=${KUBECONFIG}`,
    `--hostname-override=${NODE.name}`,
    `--node-ip=${NODE.address}`,
    // init.sh makes it. Two kubelets with one parent would take each other's pods for orphans.
    '--cgroup-root=/$CONTROL_GROUP',
  ],
  'metrics-server': [
    'metrics-server',
    `--kubeconfig=${KUBECONFIG}`,
    `--authentication-kubeconfig=${KUBECONFIG}`,
    `--authorization-kubeconfig=${KUBECONFIG}`,
    '--kubelet-insecure-tls',
    '--kubelet-preferred-address-types=InternalIP',
    '--metric-resolution=10s',
    // While shims compile, the kubelet takes seconds to answer.
    '--kubelet-request-timeout=9s',
    '--secure-port=10443',
    '--cert-dir=/run/metrics-server',
  ],
  'kube-proxy': ['kube-proxy', '--config=/run/config/kube-proxy.yaml'],
};
