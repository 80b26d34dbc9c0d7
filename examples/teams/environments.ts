/** What differs from one environment to the next, and nothing else. */
export interface Environment {
  readonly name: 'staging' | 'production';
  readonly domain: string;
  readonly replicas: number;
}

export const ENVIRONMENTS: readonly Environment[] = [
  { name: 'staging', domain: 'staging.acme.example', replicas: 1 },
  { name: 'production', domain: 'acme.example', replicas: 3 },
];
