import { throughRuntimeClassManager } from './through-runtime-class-manager';

/**
 * Azure Kubernetes Service, ordinary node pools. Its own WebAssembly pools are
 * gone. Nodes that AKS makes anew have lost their labels, so the shim is gone
 * from them until somebody labels them again.
 */
export const AKS = throughRuntimeClassManager('aks', 'AKS (README.md); issue 222 on lost labels');
