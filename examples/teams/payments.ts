import { EnvValue, SpinApp, WasmCronJob } from 'cdk8s-wasm';
import type { TeamChart } from './team-chart';

/** What team payments runs. */
export function payments(chart: TeamChart): void {
  const { replicas, domain } = chart.environment;
  new SpinApp(chart, 'Checkout', {
    name: 'checkout',
    image: chart.image('checkout', 2_800_000),
    replicas,
    variables: { provider_key: EnvValue.fromSecret({ name: 'payment-provider' }, 'key') },
    ingress: { hosts: [`checkout.${domain}`], tls: {} },
  });
  new WasmCronJob(chart, 'Ledger', {
    name: 'ledger',
    image: chart.image('ledger', 1_200_000),
    schedule: '30 3 * * *',
    timeZone: 'Europe/Berlin',
    args: ['close-day'],
  });
}
