import { throughRuntimeClassManager } from './through-runtime-class-manager';

/** Google Kubernetes Engine, Ubuntu nodes: Container-Optimized OS cannot be written to. */
export const GKE = throughRuntimeClassManager(
  'gke',
  'Ubuntu only (README.md; KWasm/kwasm-node-installer issue 56)',
);
