import type { Rule } from '../rule';
import { autoscalerCpu } from './autoscaler-cpu';
import { autoscalerRequests } from './autoscaler-requests';
import { binaryKind } from './binary-kind';
import { binaryRole } from './binary-role';
import { binaryUse } from './binary-use';
import { blazorBasePath } from './blazor-base-path';
import { blazorFileNames } from './blazor-file-names';
import { blazorMissingCopy } from './blazor-missing-copy';
import { blazorMissingFile } from './blazor-missing-file';
import { blazorSettingsHash } from './blazor-settings-hash';
import { blazorStaleCopy } from './blazor-stale-copy';
import { commandFunction } from './command-function';
import { commandPath } from './command-path';
import { containerTls } from './container-tls';
import { containerdVersion } from './containerd-version';
import { crunSideCar } from './crun-side-car';
import { dropAllAlone } from './drop-all-alone';
import { execHook } from './exec-hook';
import { execProbe } from './exec-probe';
import { exitCode } from './exit-code';
import { imageFormat } from './image-format';
import { imageRecord } from './image-record';
import { imageTag } from './image-tag';
import { inPlaceResize } from './in-place-resize';
import { ingressRoute } from './ingress-route';
import { ingressRouteParameter } from './ingress-route-parameter';
import { invocationMemory } from './invocation-memory';
import { kubernetesVersion } from './kubernetes-version';
import { linuxContainer } from './linux-container';
import { linuxEnvironment } from './linux-environment';
import { listenAddress } from './listen-address';
import { memoryForSize } from './memory-for-size';
import { missingCommand } from './missing-command';
import { missingImport } from './missing-import';
import { notRunnable } from './not-runnable';
import { optionalSubPath } from './optional-sub-path';
import { platformDeprecated } from './platform-deprecated';
import { portRange } from './port-range';
import { portReused } from './port-reused';
import { preStopGrace } from './pre-stop-grace';
import { probeWithoutPort } from './probe-without-port';
import { readOnlyRoot } from './read-only-root';
import { releaseUnproven } from './release-unproven';
import { replicasAndAutoscaler } from './replicas-and-autoscaler';
import { serviceLinks } from './service-links';
import { sharedProcessNamespace } from './shared-process-namespace';
import { shimHandler } from './shim-handler';
import { shimRolling } from './shim-rolling';
import { shimVersion } from './shim-version';
import { spinAiCompute } from './spin-ai-compute';
import { spinBinaryTrigger } from './spin-binary-trigger';
import { spinChaining } from './spin-chaining';
import { spinComponentIdle } from './spin-component-idle';
import { spinComponentRetained } from './spin-component-retained';
import { spinExecutor } from './spin-executor';
import { spinHttpUnreached } from './spin-http-unreached';
import { spinImportDenied } from './spin-import-denied';
import { spinLocalhost } from './spin-localhost';
import { spinManifestLost } from './spin-manifest-lost';
import { spinPlainFiles } from './spin-plain-files';
import { spinPlainSingleFile } from './spin-plain-single-file';
import { spinStoreLabel } from './spin-store-label';
import { spinStoreLocal } from './spin-store-local';
import { spinTriggerKind } from './spin-trigger-kind';
import { spinTriggerMix } from './spin-trigger-mix';
import { spinTriggerType } from './spin-trigger-type';
import { spinVariableMissing } from './spin-variable-missing';
import { spinVariableName } from './spin-variable-name';
import { spinVariableSecret } from './spin-variable-secret';
import { spinVariableShadowed } from './spin-variable-shadowed';
import { spinVariableUndeclared } from './spin-variable-undeclared';
import { spinVariableUnseen } from './spin-variable-unseen';
import { startRace } from './start-race';
import { stdinUnread } from './stdin-unread';
import { tty } from './tty';
import { unproven } from './unproven';
import { unseenByGuest } from './unseen-by-guest';
import { userNamespaces } from './user-namespaces';
import { variableUnread } from './variable-unread';
import { wasiVersion } from './wasi-version';
import { workloadName } from './workload-name';

/** Every rule, in the order of their ids. */
export const RULES: readonly Rule[] = [
  autoscalerCpu,
  autoscalerRequests,
  binaryKind,
  binaryRole,
  binaryUse,
  blazorBasePath,
  blazorFileNames,
  blazorMissingCopy,
  blazorMissingFile,
  blazorSettingsHash,
  blazorStaleCopy,
  commandFunction,
  commandPath,
  containerTls,
  containerdVersion,
  crunSideCar,
  dropAllAlone,
  execHook,
  execProbe,
  exitCode,
  imageFormat,
  imageRecord,
  imageTag,
  inPlaceResize,
  ingressRoute,
  ingressRouteParameter,
  invocationMemory,
  kubernetesVersion,
  linuxContainer,
  linuxEnvironment,
  listenAddress,
  memoryForSize,
  missingCommand,
  missingImport,
  notRunnable,
  optionalSubPath,
  platformDeprecated,
  portRange,
  portReused,
  preStopGrace,
  probeWithoutPort,
  readOnlyRoot,
  releaseUnproven,
  replicasAndAutoscaler,
  serviceLinks,
  sharedProcessNamespace,
  shimHandler,
  shimRolling,
  shimVersion,
  spinAiCompute,
  spinBinaryTrigger,
  spinChaining,
  spinComponentIdle,
  spinComponentRetained,
  spinExecutor,
  spinHttpUnreached,
  spinImportDenied,
  spinLocalhost,
  spinManifestLost,
  spinPlainFiles,
  spinPlainSingleFile,
  spinStoreLabel,
  spinStoreLocal,
  spinTriggerKind,
  spinTriggerMix,
  spinTriggerType,
  spinVariableMissing,
  spinVariableName,
  spinVariableSecret,
  spinVariableShadowed,
  spinVariableUndeclared,
  spinVariableUnseen,
  startRace,
  stdinUnread,
  tty,
  unproven,
  unseenByGuest,
  userNamespaces,
  variableUnread,
  wasiVersion,
  workloadName,
];
