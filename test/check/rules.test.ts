import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lazy } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { renderRulesPage } from '../../scripts/lib/docs-rules.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { runRules } from '../../src/check/rule';
import { RULES } from '../../src/check/rules';
import type { Subject } from '../../src/check/subject';
import { TREE_RULES } from '../../src/check/tree-rules';
import type { Manifest } from '../../src/value/json';
import { SPIN_APP } from './spin-subject';
import { autoscaler, type Draft, lazy, share, subject } from './subject';

const ids = RULES.map(({ id }) => id);

describe('the rules', () => {
  test('stand in the order of their ids, each once', () => {
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  test('share no id with the checks of the whole tree', () => {
    expect(TREE_RULES.map(({ id }) => id).filter((id) => ids.includes(id))).toEqual([]);
  });

  test('are the files of their folder, each named after its id', () => {
    const files = readdirSync(join(root, 'src/check/rules')).filter((file) => file !== 'index.ts');
    expect(files.sort()).toEqual(ids.map((id) => `${id}.ts`).sort());
  });

  test('find no fault with the base workload, and look at all of it', () => {
    expect(
      runRules(
        RULES,
        subject(() => {}, SPIN_APP),
      ),
    ).toEqual({ findings: [], notChecked: [] });
  });
});

describe.each(RULES)('the rule $id', ({ id, title, why }) => {
  test('has an id in kebab-case', () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test('is exported under its id in camelCase', () => {
    const name = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    expect(readFileSync(join(root, `src/check/rules/${id}.ts`), 'utf8')).toContain(
      `export const ${name}: Rule = {`,
    );
  });

  test('has a test of its own', () => {
    expect(existsSync(join(root, `test/check/rules/${id}.test.ts`))).toBe(true);
  });

  test('says in one sentence what must hold', () => {
    expect(title).toMatch(/^[a-z].*[^.]$/);
  });

  test('says what happens where it does not hold, and where that was seen', () => {
    expect(why).toMatch(/Seen (on a real cluster|with)|seen on a real cluster|Source: \S/);
  });
});

describe('a value that is not known yet', () => {
  /** A workload of which nearly every value is wrong; nothing is wrong with its structure. */
  const wrong = ({ deployment, pod, guest, service, objects }: Draft): void => {
    Object.assign(deployment, { replicas: 0 });
    Object.assign(pod, {
      enableServiceLinks: true,
      hostUsers: false,
      shareProcessNamespace: true,
      terminationGracePeriodSeconds: 5,
    });
    Object.assign(guest, {
      image: 'hello:latest',
      tty: true,
      stdin: true,
      args: ['--tls-cert=/c.pem'],
      env: [
        { name: 'SPIN_HTTP_LISTEN_ADDR', value: ':9000' },
        { name: 'SPIN_VARIABLE_HOME', value: 'x' },
        { name: 'HOME', value: 'x' },
        { name: 'SPIN_MAX_INSTANCE_MEMORY', value: 'much' },
      ],
      ports: [
        { name: 'https', containerPort: 0 },
        { name: 'web', containerPort: 0 },
      ],
      readinessProbe: { httpGet: { path: '/', port: 70000, scheme: 'HTTPS' } },
      resources: { limits: { memory: '1Mi' } },
      resizePolicy: [{ resourceName: 'memory', restartPolicy: 'NotRequired' }],
      securityContext: { runAsUser: 65532, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      volumeMounts: [{ name: 'file', mountPath: '/file', subPath: 'file' }],
    });
    pod.volumes = [{ name: 'file', secret: { secretName: 'x', optional: true } }];
    service.ports = [{ port: 443, targetPort: 'https', appProtocol: 'https' }];
    objects[1] = { ...objects[1]!, metadata: { name: '1hello' } };
    objects.push(autoscaler({ minReplicas: 12, metrics: [share('cpu')] }), {
      apiVersion: 'runtime.spinkube.dev/v1alpha1',
      kind: 'Shim',
      metadata: { name: 'spin-v2' },
      spec: { runtimeClass: { handler: 'spin' }, rolloutStrategy: { type: 'rolling' } },
    });
  };
  const shapes = {
    'a token': lazy,
    'a Lazy of cdk8s': (value: unknown) => Lazy.any({ produce: () => value }),
    'a token’s marker in a text': (value: unknown) => `a-${String(value)}-wasm-token-1-nekot`,
  };

  test('is a fault for most rules once it is known', () => {
    const found = new Set(runRules(RULES, subject(wrong)).findings.map(({ id }) => id));
    expect([...found].sort()).toEqual([
      'autoscaler-requests',
      'container-tls',
      'drop-all-alone',
      'image-tag',
      'in-place-resize',
      'invocation-memory',
      'listen-address',
      'memory-for-size',
      'optional-sub-path',
      'port-range',
      'port-reused',
      'pre-stop-grace',
      'probe-without-port',
      'read-only-root',
      'replicas-and-autoscaler',
      'service-links',
      'shim-handler',
      'shim-rolling',
      'spin-variable-name',
      'spin-variable-shadowed',
      'stdin-unread',
      'tty',
      'unproven',
      'unseen-by-guest',
      'workload-name',
    ]);
  });

  test.each(Object.entries(shapes))('is no fault for any rule as %s', (_, hide) => {
    const given = subject(wrong);
    const hidden: Subject = { ...given, objects: given.objects.map((object) => withLeaves(object, hide)) };
    expect(runRules(RULES, hidden).findings).toEqual([]);
  });
});

describe('RULES.md', () => {
  test('says what the rules say', () => {
    expect(readFileSync(join(root, 'RULES.md'), 'utf8')).toBe(renderRulesPage(RULES, TREE_RULES));
  });
});

/** An object with every leaf but its kind and the names of its containers hidden. */
function withLeaves(object: Manifest, hide: (value: unknown) => unknown): Manifest {
  const visit = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((member, index) => visit(member, `${path}/${index}`));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([key, below]) => [key, visit(below, `${path}/${key}`)]),
      );
    return /^\/kind$|containers\/\d+\/name$/.test(path) ? value : hide(value);
  };
  return Object.assign({ apiVersion: '', kind: '' }, visit(object, ''));
}
