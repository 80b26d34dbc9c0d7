import { makeCustomKinds } from './support/custom-kinds';
import { startProxy } from './support/proxy';

/**
 * Opens the way to the API server and defines custom kinds for all tests, and answers with how to take away those that
 * were not there.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const endProxy = await startProxy();
  try {
    const { remove } = await makeCustomKinds();
    return () => remove().finally(endProxy);
  } catch (error) {
    endProxy();
    throw error;
  }
}
