import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { applicationsOf, inManifest, mayRunOnSpin } from '../spin/application';
import { runtimeConfigOf } from '../spin/runtime-config';

export const spinAiCompute: Rule = {
  id: 'spin-ai-compute',
  severity: CheckSeverity.WARNING,
  title: 'a Spin application that asks language models is told where they run',
  why:
    'The shim has no models of its own: without `llm_compute` in the runtime configuration every call is answered with an error. ' +
    'Source: spinframework/spin crates/factor-llm/src/spin.rs.',
  needs: ['runtime', 'manifest'],
  concerns: mayRunOnSpin,
  check: (subject) =>
    applicationsOf(subject).flatMap(({ guest, components }) => {
      const { known, hidden } = runtimeConfigOf(subject, guest);
      return hidden !== undefined || known.llmCompute !== undefined
        ? []
        : components
            .filter(([, { aiModels }]) => aiModels.length > 0)
            .map(([id, { aiModels }]) => ({
              field: inManifest(`component.${id}.ai_models`),
              value: aiModels,
              wrong: 'nothing says where models run, and each call is answered with an error',
              allowed: 'llmCompute in the runtime configuration',
              fix: 'runtimeConfig: RuntimeConfig.of({ llmCompute: { remoteHttp: { url: …, authToken: … } } })',
            }));
    }),
};
