/**
 * Adapters between the workloads of this package and the constructs of whichever cdk8s-plus-NN the caller passes in.
 * None of its types stands here: what is asked of it is said structurally, so that -28 and -33 fit both.
 */
export { env, type PlusEnvSource, type PlusEnvValue } from './env';
export { type BackendOptions, type IngressModule, ingressBackend } from './ingress-backend';
export { type PodsModule, podSelector } from './pod-selector';
export { type ContainersModule, type Scalable, type ScalingTarget, scalable } from './scalable';
