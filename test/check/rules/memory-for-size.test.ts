import { ImageFormat } from '../../../src/artifact/image-format';
import { memoryForSize } from '../../../src/check/rules/memory-for-size';
import type { Subject } from '../../../src/check/subject';
import { WASMER, WASMTIME } from '../../../src/runtime/runtimes/runwasi';
import { GUEST, lazy, subject, testRule } from '../subject';

const large: Partial<Subject> = { runtime: WASMTIME, imageFormat: ImageFormat.PLAIN, binarySize: 14_000_000 };
const limited = (memory: unknown, known: Partial<Subject> = large) =>
  subject(({ guest }) => Object.assign(guest, { resources: { limits: { memory } } }), known);
const field = `${GUEST}/resources/limits/memory`;

testRule(memoryForSize, {
  good: [
    { that: 'what was seen to be enough', subject: limited('384Mi') },
    { that: 'no limit', subject: limited(undefined) },
    { that: 'an unresolved limit', subject: limited(lazy('1Mi')) },
    { that: 'a limit that is no quantity', subject: limited('much') },
    {
      that: 'a runtime of which nothing was measured',
      subject: limited('1Mi', { ...large, runtime: WASMER }),
    },
    {
      that: 'a large binary that the shim compiles',
      subject: limited('128Mi', { ...large, imageFormat: ImageFormat.ARTIFACT }),
    },
  ],
  bad: [
    {
      that: 'what it was seen to die with',
      subject: limited('320Mi'),
      field,
      says: [
        '"320Mi"',
        '14000000 bytes',
        'format plain',
        'wasmtime runtime',
        'exit code 137',
        'more than 320Mi',
        'resources: { limits: { memory:',
      ],
    },
    {
      that: 'less than a small component holds',
      subject: limited('16Mi', { ...large, binarySize: 7000 }),
      field,
      says: ['7000 bytes'],
    },
  ],
});
