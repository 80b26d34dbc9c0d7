/**
 * @typedef {object} Row one line of the results
 * @property {string} name what was measured
 * @property {number | string} size of what: so many services, so many bytes, or in words
 * @property {number} ours what this package takes
 * @property {string} peer what it is compared with: a program, or a figure that it is held to
 * @property {number | null} peerValue what that takes; null where it was not run to its end
 * @property {string} unit of both values
 * @property {number | null} ratio how many times better ours is than the peer's; null where there is no peer's
 * @property {number | null} goal what the ratio is to be, at least
 * @property {boolean} higherIsBetter
 * @property {string} [note] what else there is to say, as why a peer has no value
 */

/**
 * A line of the results. The ratio is that of the values, unless it was measured round by round.
 *
 * @param {Omit<Row, 'ratio' | 'goal' | 'higherIsBetter'> & { ratio?: number, goal?: number, higherIsBetter?: boolean }} what
 * @returns {Row}
 */
export function row({ name, size, ours, peer, peerValue, unit, ratio, goal, higherIsBetter = false, note }) {
  const times = higherIsBetter ? ours / Number(peerValue) : Number(peerValue) / ours;
  return {
    name,
    size,
    ours: rounded(ours),
    peer,
    peerValue: peerValue === null ? null : rounded(peerValue),
    unit,
    ratio: peerValue === null ? null : rounded(ratio ?? times),
    goal: goal === undefined ? null : rounded(goal),
    higherIsBetter,
    ...(note !== undefined && { note }),
  };
}

/**
 * Whether a line meets its goal; nothing where it has none, or nothing to say of it.
 *
 * @param {Row} line
 */
export function isMet({ ratio, goal }) {
  return goal === null || ratio === null ? undefined : ratio >= goal;
}

/** @param {number} value to three places that count */
function rounded(value) {
  return Number(value.toPrecision(3));
}
