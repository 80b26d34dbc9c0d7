/**
 * `read`, with its answer kept for everything that it was asked of: all rules
 * ask the same of a subject, and subjects come by the thousand.
 */
export function oncePer<Of extends object, Answer>(read: (of: Of) => Answer): (of: Of) => Answer {
  const known = new WeakMap<Of, Answer>();
  return (of) => {
    const before = known.get(of);
    if (before !== undefined) {
      return before;
    }
    const answer = read(of);
    known.set(of, answer);
    return answer;
  };
}
