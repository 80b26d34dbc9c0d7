import { makeCustomKinds } from './support/custom-kinds';

/** Defines custom kinds for all tests, and answers with how to take away those that were not there. */
export default async function setUp(): Promise<() => Promise<void>> {
  return (await makeCustomKinds()).remove;
}
