import { EnvValue, WasmService, WasmWorker } from 'cdk8s-wasm';
import type { TeamChart } from './team-chart';

/** What team search runs. */
export function search(chart: TeamChart): void {
  const { replicas, domain } = chart.environment;
  new WasmService(chart, 'Query', {
    name: 'query',
    image: chart.image('query', 4_000_000),
    replicas,
    env: { INDEX: EnvValue.of('products') },
    ingress: { hosts: [`search.${domain}`], tls: {} },
  });
  new WasmWorker(chart, 'Indexer', {
    name: 'indexer',
    image: chart.image('indexer', 1_900_000),
    replicas: 1,
    env: { QUEUE: EnvValue.of(`amqp://queue.search-${chart.environment.name}`) },
  });
}
