export { BlazorSiteSpec } from './artifact/blazor/site-spec';
export { BlazorSite } from './artifact/blazor-site';
export { ImageFormat } from './artifact/image-format';
export type { ImageRecord } from './artifact/image-record';
export { ImagePullPolicy, WasmImageOptions, WasmImageSpec } from './artifact/image-spec';
export { LocalImageProps, SpinFileProps, WasmFileProps } from './artifact/local-image-props';
export { RuntimeConfig } from './artifact/runtime-config';
export {
  ClientTlsSpec,
  LlmApi,
  LlmComputeSpec,
  OutboundHttpSpec,
  OutboundNetworkingSpec,
  RemoteLlmSpec,
} from './artifact/runtime-config/outbound';
export {
  AzureAuthorityHost,
  AzureKeyVaultProviderSpec,
  EnvProviderSpec,
  StaticProviderSpec,
  VariablesProviderSpec,
  VaultProviderSpec,
} from './artifact/runtime-config/providers';
export { RuntimeConfigSecret, RuntimeConfigSpec } from './artifact/runtime-config/spec';
export {
  AwsDynamoStoreSpec,
  AzureCosmosStoreSpec,
  KeyValueStoreSpec,
  LibsqlDatabaseSpec,
  LocalStoreSpec,
  RedisStoreSpec,
  SqliteDatabaseSpec,
} from './artifact/runtime-config/stores';
export { SpinBuild, SpinComponent, SpinTarget } from './artifact/spin/component-spec';
export { SpinManifestSpec, SpinVariable } from './artifact/spin/manifest-spec';
export { SpinHostKind, SpinOutboundHost } from './artifact/spin/outbound-host';
export { SpinRoute, SpinRouteKind } from './artifact/spin/route';
export { SpinDependency, SpinFiles, SpinSource } from './artifact/spin/source-spec';
export { SpinExecutor, SpinStaticResponse, SpinTrigger } from './artifact/spin/trigger-spec';
export { SpinManifest, SpinManifestOptions } from './artifact/spin-manifest';
export { WasmBinarySpec } from './artifact/wasm/binary-spec';
export { WasiTrack, WasmKind, WasmRole } from './artifact/wasm/classify';
export { WasmBinary } from './artifact/wasm-binary';
export { WasmImage } from './artifact/wasm-image';
export { Checks } from './check/checks';
export { CheckSeverity, Finding, NotChecked } from './check/finding';
export { Lint, LintOptions, LintResult } from './check/lint/lint';
export {
  IValidationContext,
  IValidationLogger,
  IValidationReport,
  ValidationViolation,
  ViolatingResource,
} from './check/lint/validation-context';
export { WasmValidation } from './check/lint/wasm-validation';
export { WasmValidationProps } from './check/lint/wasm-validation-props';
export { AutoscaleSpec } from './expose/autoscale-spec';
export { IngressSpec, IngressTlsSpec, PathType } from './expose/ingress-spec';
export { ServicePortSpec, ServiceSpec, ServiceType } from './expose/service-spec';
export { Known, RuntimeFact } from './runtime/fact';
export { GuestFacts, InterfaceFact, ShimReleaseSpec } from './runtime/releases/shim-release-spec';
export { CrunEngine, CrunOptions, CrunVariant } from './runtime/runtimes/crun';
export { Shim } from './runtime/shim';
export { ShimLocation, ShimProps } from './runtime/shim-props';
export { TaintEffect, Toleration, TolerationOperator } from './runtime/toleration';
export { WasmPlatform } from './runtime/wasm-platform';
export {
  CgroupDriver,
  PlatformRuntime,
  RuntimeClassOwner,
  UidPolicy,
  WasmPlatformOptions,
  WasmPlatformSpec,
} from './runtime/wasm-platform-spec';
export { WasmRuntime } from './runtime/wasm-runtime';
export { WasmRuntimeClass, WasmRuntimeClassProps } from './runtime/wasm-runtime-class';
export {
  EntrypointSpec,
  FormatFacts,
  ListenSpec,
  RuntimeFacts,
  WasmRuntimeSpec,
  WritablePaths,
  WritableSpec,
} from './runtime/wasm-runtime-spec';
export { FastApp } from './synth/fast-app';
export { FastSynth } from './synth/fast-synth';
export { BlazorApp } from './workload/blazor-app';
export {
  AffinitySpec,
  LabelExpression,
  LabelSelectorSpec,
  NodeTerm,
  PodTerm,
  PreferredNodeTerm,
  PreferredPodTerm,
} from './workload/props/affinity';
export { BlazorAppProps, BlazorSettingsSpec } from './workload/props/blazor-props';
export { CaBundleSpec } from './workload/props/ca-bundle';
export { LinuxContainerSpec } from './workload/props/container';
export { ConcurrencyPolicy, WasmScheduleProps } from './workload/props/cron-props';
export { WasmDeploymentProps } from './workload/props/deployment-props';
export {
  EnvFromSpec,
  EnvValue,
  EnvValueSpec,
  FieldRef,
  INamedRef,
  KeyRef,
  ResourceFieldRef,
} from './workload/props/env-value';
export { WasmHttpProps } from './workload/props/http-props';
export { IdentitySpec } from './workload/props/identity';
export { WasmJobBaseProps, WasmRunProps } from './workload/props/job-props';
export {
  ExecSpec,
  GrpcSpec,
  HealthSpec,
  HttpGetSpec,
  Probe,
  ProbeSpec,
  TcpSocketSpec,
} from './workload/props/probe';
export { ResourcesSpec } from './workload/props/resources';
export { DisruptionSpec, RolloutSpec } from './workload/props/rollout';
export { SchedulingSpec, TopologySpreadSpec } from './workload/props/scheduling';
export { CapabilitiesSpec, SeccompSpec, SecurityContextSpec } from './workload/props/security';
export { SpinFromManifestProps } from './workload/props/spin-from-manifest-props';
export {
  ClaimSpec,
  EmptyDirSpec,
  FileKeyRef,
  FileSpec,
  HostPathSpec,
  KeyFilesSpec,
  Volume,
  VolumeSpec,
} from './workload/props/volume';
export { WasmWorkloadProps } from './workload/props/workload-props';
export { SpinApp, SpinAppProps } from './workload/spin-app';
export { WasmCronJob, WasmCronJobProps } from './workload/wasm-cron-job';
export { WasmDeployment } from './workload/wasm-deployment';
export { WasmJob, WasmJobProps } from './workload/wasm-job';
export { WasmService, WasmServiceProps } from './workload/wasm-service';
export { WasmWorker, WasmWorkerProps } from './workload/wasm-worker';
export { WasmWorkload } from './workload/wasm-workload';
