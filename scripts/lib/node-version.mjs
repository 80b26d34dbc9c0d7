// Plain syntax only: this file must parse on a Node that is too old for the rest.

/**
 * What to tell someone whose Node is older than the project needs.
 *
 * @param {string} running the running version, such as `20.19.0`
 * @param {string} range the `engines.node` of package.json, of the form `>=20.19.0`
 * @returns {string | undefined} the message, or undefined when the version will do
 */
export function nodeVersionProblem(running, range) {
  const needed = range.replace(/^>=\s*/, '');
  const have = running.split('.').map(Number);
  const want = needed.split('.').map(Number);
  for (let i = 0; i < want.length; i++) {
    if (have[i] > want[i]) return undefined;
    if (have[i] < want[i]) {
      return (
        'Node ' +
        running +
        ' is too old: cdk8s-wasm needs Node ' +
        needed +
        ' or newer.\n' +
        'Install a current release from https://nodejs.org (or: nvm install ' +
        want[0] +
        ') and run the command again.'
      );
    }
  }
  return undefined;
}
