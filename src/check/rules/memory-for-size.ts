import { memoryNeed, minimumMemory } from '../../runtime/memory';
import { parseQuantity } from '../../value/quantity';
import { textAt } from '../fields';
import { CheckSeverity } from '../finding';
import type { Rule } from '../rule';
import { guestsOf } from '../subject';

const MIB = 2 ** 20;

export const memoryForSize: Rule = {
  id: 'memory-for-size',
  severity: CheckSeverity.ERROR,
  title: 'the memory limit is more than a binary of that size was seen to die with',
  why:
    'Seen on a real cluster: a 14 MB JavaScript component in an ordinary image dies at 320Mi and runs at 384Mi. The pod says Error with exit ' +
    'code 137 and an empty log, not OOMKilled; only the kernel’s log names the memory. The figures: src/runtime/memory.ts.',
  needs: ['runtime', 'imageFormat', 'binarySize'],
  check: (subject) => {
    const { runtime, imageFormat, binarySize } = subject;
    if (runtime === undefined || imageFormat === undefined || binarySize === undefined) {
      return [];
    }
    const tooSmall = minimumMemory(runtime.name, imageFormat, binarySize);
    const need = memoryNeed(runtime.name, imageFormat, binarySize);
    return guestsOf(subject).flatMap(({ at, spec }) => {
      const text = textAt(spec, 'resources', 'limits', 'memory');
      const limit = text === undefined ? undefined : parseQuantity(text);
      return tooSmall === undefined || need === undefined || limit === undefined || limit > tooSmall
        ? []
        : [
            {
              field: `${at}/resources/limits/memory`,
              value: text,
              wrong:
                `too little for a binary of ${binarySize} bytes in an image of the format ${imageFormat} under the ${runtime.name} runtime: ` +
                'it would end with exit code 137 and an empty log',
              allowed: `more than ${Math.floor(tooSmall / MIB)}Mi`,
              fix: `resources: { limits: { memory: '${need.limit / MIB}Mi' } }`,
            },
          ];
    });
  },
};
