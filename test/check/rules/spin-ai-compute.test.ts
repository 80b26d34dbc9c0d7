import { spinAiCompute } from '../../../src/check/rules/spin-ai-compute';
import { BASE, HELLO, spinApp } from '../spin-subject';
import { testRule } from '../subject';

const ASKING = `${HELLO}\nai_models = ["llama2-chat"]`;

testRule(spinAiCompute, {
  base: BASE,
  good: [
    {
      that: 'a server of models',
      subject: spinApp(ASKING, {
        runtimeConfig: {
          llmCompute: { remoteHttp: { url: 'https://llm', authToken: 'a-wasm-token-1-nekot' } },
        },
      }),
    },
    {
      that: 'a file that a Secret holds',
      subject: spinApp(ASKING, { runtimeConfig: { secret: { name: 'spin' } } }),
    },
  ],
  bad: [
    {
      that: 'models of nowhere',
      subject: spinApp(ASKING),
      field: 'spin.toml component.hello.ai_models',
      says: ['["llama2-chat"]', 'answered with an error', 'llmCompute: { remoteHttp:'],
    },
  ],
});
