import { throughRuntimeClassManager } from './through-runtime-class-manager';

/** Amazon Elastic Kubernetes Service, nodes of a system that can be written to. */
export const EKS = throughRuntimeClassManager('eks', 'Ubuntu (README.md)');
