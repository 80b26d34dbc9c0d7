import type { Rule } from '../rule';
import { autoscalerCpu } from './autoscaler-cpu';
import { autoscalerRequests } from './autoscaler-requests';
import { containerTls } from './container-tls';
import { containerdVersion } from './containerd-version';
import { crunSideCar } from './crun-side-car';
import { dropAllAlone } from './drop-all-alone';
import { execHook } from './exec-hook';
import { execProbe } from './exec-probe';
import { imageFormat } from './image-format';
import { imageTag } from './image-tag';
import { inPlaceResize } from './in-place-resize';
import { invocationMemory } from './invocation-memory';
import { kubernetesVersion } from './kubernetes-version';
import { linuxContainer } from './linux-container';
import { linuxEnvironment } from './linux-environment';
import { listenAddress } from './listen-address';
import { memoryForSize } from './memory-for-size';
import { missingCommand } from './missing-command';
import { optionalSubPath } from './optional-sub-path';
import { platformDeprecated } from './platform-deprecated';
import { portRange } from './port-range';
import { portReused } from './port-reused';
import { preStopGrace } from './pre-stop-grace';
import { probeWithoutPort } from './probe-without-port';
import { readOnlyRoot } from './read-only-root';
import { replicasAndAutoscaler } from './replicas-and-autoscaler';
import { serviceLinks } from './service-links';
import { sharedProcessNamespace } from './shared-process-namespace';
import { shimHandler } from './shim-handler';
import { shimRolling } from './shim-rolling';
import { spinVariableName } from './spin-variable-name';
import { spinVariableShadowed } from './spin-variable-shadowed';
import { stdinUnread } from './stdin-unread';
import { tty } from './tty';
import { unproven } from './unproven';
import { userNamespaces } from './user-namespaces';
import { workloadName } from './workload-name';

/** Every rule, in the order of their ids. */
export const RULES: readonly Rule[] = [
  autoscalerCpu,
  autoscalerRequests,
  containerTls,
  containerdVersion,
  crunSideCar,
  dropAllAlone,
  execHook,
  execProbe,
  imageFormat,
  imageTag,
  inPlaceResize,
  invocationMemory,
  kubernetesVersion,
  linuxContainer,
  linuxEnvironment,
  listenAddress,
  memoryForSize,
  missingCommand,
  optionalSubPath,
  platformDeprecated,
  portRange,
  portReused,
  preStopGrace,
  probeWithoutPort,
  readOnlyRoot,
  replicasAndAutoscaler,
  serviceLinks,
  sharedProcessNamespace,
  shimHandler,
  shimRolling,
  spinVariableName,
  spinVariableShadowed,
  stdinUnread,
  tty,
  unproven,
  userNamespaces,
  workloadName,
];
