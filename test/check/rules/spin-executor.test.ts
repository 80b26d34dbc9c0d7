import { spinExecutor } from '../../../src/check/rules/spin-executor';
import { releaseOf } from '../../../src/runtime/releases';
import { HELLO, spinApp } from '../spin-subject';
import { testRule } from '../subject';

const CANDIDATE = HELLO.replace(
  'component = "hello"',
  'component = "hello"\nexecutor = { type = "wasip3-unstable" }',
);
const on = (version: string, toml = CANDIDATE) => spinApp(toml, { release: releaseOf('spin', version)! });

testRule(spinExecutor, {
  base: on('0.21.0', HELLO),
  good: [
    ...['0.22.0', '0.23.0', '0.24.0'].map((version) => ({
      that: `release ${version}`,
      subject: on(version),
    })),
    { that: 'a release that nobody has looked at', subject: on('0.99.0') },
  ],
  bad: ['0.17.0', '0.21.0'].map((version) => ({
    that: `release ${version}`,
    subject: on(version),
    field: 'spin.toml trigger.http hello-http-trigger.executor',
    says: [
      `containerd-shim-spin ${version} has no such executor`,
      'allowed: releases 0.24.0, 0.23.0, 0.22.0',
    ],
  })),
});
