import { describe } from 'vitest';
import { refuses } from './refuses';

describe('names and labels', () => {
  refuses([
    ['an upper-case name', 'deployment', 'metadata.name', 'Hello', /metadata\.name: .*DNS-1123 subdomain/],
    ['no name', 'configMap', 'metadata.name', undefined, /metadata\.name: is missing/],
    ['a name that is too long', 'configMap', 'metadata.name', 'a'.repeat(254), /DNS-1123/],
    ['a Service whose name starts with a digit', 'service', 'metadata.name', '1st', /DNS-1035 label/],
    ['a Service whose name has a dot', 'service', 'metadata.name', 'a.b', /DNS-1035 label/],
    ['a long CronJob name', 'cronJob', 'metadata.name', 'a'.repeat(53), /52 at most/],
    ['a long Job name', 'job', 'metadata.name', 'a'.repeat(64), /63 at most/],
    ['a namespace with a dot', 'configMap', 'metadata.namespace', 'a.b', /metadata\.namespace: .*DNS label/],
    ['a namespace on a RuntimeClass', 'runtimeClass', 'metadata.namespace', 'shop', /cluster-scoped/],
    ['a label value with a space', 'configMap', 'metadata.labels.team', 'a b', /metadata\.labels\.team/],
    ['a long label value', 'configMap', 'metadata.labels.team', 'a'.repeat(64), /not a label value/],
    ['a label key with two slashes', 'configMap', 'metadata.labels[a/b/c]', 'x', /not a label key/],
    ['a bad annotation key', 'configMap', 'metadata.annotations', { 'a b': 'x' }, /not an annotation key/],
    ['annotations beyond 256 KiB', 'configMap', 'metadata.annotations', { a: 'x'.repeat(262144) }, /at most/],
    [
      'a bad label on pods',
      'deployment',
      'spec.template.metadata.labels.team',
      '-',
      /spec\.template\.metadata/,
    ],
  ]);
});
