import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

/** One Postgres for a demonstration: its data goes with its pod. */
export class Postgres extends Construct {
  public constructor(scope: Construct, id: string, config: { readonly user: string; readonly db: string }) {
    super(scope, id);
    const labels = { app: 'postgres' };
    const from = (source: 'configMapKeyRef' | 'secretKeyRef', key: string) => ({
      valueFrom: { [source]: { name: 'db-config', key } },
    });
    new ApiObject(this, 'Config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'db-config' },
      data: { ...config },
    });
    new ApiObject(this, 'Deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'postgres', labels },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name: 'db',
                image: 'docker.io/library/postgres:17.2',
                ports: [{ containerPort: 5432 }],
                env: [
                  { name: 'POSTGRES_USER', ...from('configMapKeyRef', 'user') },
                  { name: 'POSTGRES_PASSWORD', ...from('secretKeyRef', 'password') },
                  { name: 'POSTGRES_DB', ...from('configMapKeyRef', 'db') },
                ],
                resources: {
                  requests: { cpu: '100m', memory: '128Mi' },
                  limits: { cpu: '200m', memory: '128Mi' },
                },
              },
            ],
          },
        },
      },
    });
    new ApiObject(this, 'Service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'todo-db' },
      spec: { ports: [{ port: 5432, targetPort: 5432 }], selector: labels },
    });
  }
}
