import { describe, expect, test } from 'vitest';
import { nodeVersionProblem } from '../../scripts/lib/node-version.mjs';

describe('the Node version check', () => {
  test.each(['20.19.0', '20.19.1', '20.20.0', '22.0.0', '24.21.0'])('accepts %s', (version) => {
    expect(nodeVersionProblem(version, '>=20.19.0')).toBeUndefined();
  });

  test.each(['20.18.3', '20.9.0', '18.20.4', '8.17.0'])('refuses %s', (version) => {
    expect(nodeVersionProblem(version, '>=20.19.0')).toContain(`Node ${version} is too old`);
  });

  test('says which version is needed and how to get it', () => {
    expect(nodeVersionProblem('18.20.4', '>=20.19.0')).toBe(
      'Node 18.20.4 is too old: cdk8s-wasm needs Node 20.19.0 or newer.\n' +
        'Install a current release from https://nodejs.org (or: nvm install 20) and run the command again.',
    );
  });
});
