import { isClusterScoped } from './crds';
import type { Json, Report } from './json';
import { podSpecs, podTemplate } from './pod-specs';
import { checkConfigMap, checkSecret } from './rules/data';
import { checkMetadata } from './rules/metadata';
import { checkIngress, checkNetworkPolicy, checkService } from './rules/network';
import { checkPodSpec } from './rules/pod';
import { references } from './rules/references';
import { checkRuntimeClass } from './rules/runtime-class';
import { checkDisruptionBudget, checkHorizontalPodAutoscaler } from './rules/scaling';
import { checkCronJob, checkDeployment, checkJob } from './rules/workloads';

// What the API server refuses beyond its schemas, written down for the kinds
// that this library emits. The tests against a real API server replace it; until
// they run everywhere, this keeps a run that needs only Node from passing
// objects that no cluster would take.

const CHECKS: Record<string, (manifest: Json, report: Report) => void> = {
  'apps/v1/Deployment': checkDeployment,
  'autoscaling/v2/HorizontalPodAutoscaler': checkHorizontalPodAutoscaler,
  'batch/v1/CronJob': checkCronJob,
  'batch/v1/Job': checkJob,
  'networking.k8s.io/v1/Ingress': checkIngress,
  'networking.k8s.io/v1/NetworkPolicy': checkNetworkPolicy,
  'node.k8s.io/v1/RuntimeClass': checkRuntimeClass,
  'policy/v1/PodDisruptionBudget': checkDisruptionBudget,
  'v1/ConfigMap': checkConfigMap,
  'v1/Secret': checkSecret,
  'v1/Service': checkService,
};

const CLUSTER_SCOPED = [
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'RuntimeClass',
  'Shim',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
];

/** Problems of one object that satisfies its schema. */
export function apiServerProblems(manifest: Json, apiVersion: string, kind: string): string[] {
  const problems: string[] = [];
  const report: Report = (path, message) => problems.push(`${path}: ${message}`);
  const clusterScoped = isClusterScoped(apiVersion, kind) ?? CLUSTER_SCOPED.includes(kind);
  checkMetadata(manifest, kind, clusterScoped, report);
  CHECKS[`${apiVersion}/${kind}`]?.(manifest, report);
  const runsOnce = podTemplate(manifest)?.[0] !== 'spec.template' || kind === 'Job';
  for (const [path, spec] of podSpecs(manifest)) checkPodSpec(spec, path, runsOnce, report);
  return problems;
}

/** Problems between objects that are applied together, each with the object that has it. */
export function referenceProblems(manifests: readonly Json[]): [manifest: Json, problem: string][] {
  return references(manifests);
}
