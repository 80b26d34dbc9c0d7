import { getArguments } from 'wasi:cli/environment@0.2.10';

export const run = {
  run() {
    const [, ...args] = getArguments();
    console.log(`hello from JavaScript, args=${args}`);
  },
};
