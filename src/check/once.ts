/** `read`, with its answer kept for everything that it was asked of. */
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

/** A subject has few containers that all rules ask for. */
const LATE = 8;

/**
 * `read`, with its answer kept for what it was asked of last: all rules ask the same of a subject, and then it is the next
 * one's turn. Subjects come by the thousand, and to keep an answer for each takes longer than most answers do.
 */
export function whileAsked<Of extends object, Answer>(read: (of: Of) => Answer): (of: Of) => Answer {
  const keys: Of[] = [];
  const answers: Answer[] = [];
  let next = 0;
  return (of) => {
    const at = keys.indexOf(of);
    if (at !== -1) {
      return answers[at];
    }
    const answer = read(of);
    keys[next] = of;
    answers[next] = answer;
    next = (next + 1) % LATE;
    return answer;
  };
}
