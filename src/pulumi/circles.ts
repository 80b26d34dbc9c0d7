/**
 * Which nodes of a graph lead to each other: nodes of one circle have the same number, and no others have.
 *
 * Source: R. Tarjan, Depth-first search and linear graph algorithms (1972); each node and edge is looked at once.
 */
export function circlesOf<T>(nodes: readonly T[], next: (node: T) => Iterable<T>): Map<T, number> {
  const index = new Map<T, number>();
  const low = new Map<T, number>();
  const circles = new Map<T, number>();
  const open: T[] = [];
  const visit = (node: T): number => {
    const own = index.size;
    index.set(node, own);
    open.push(node);
    let lowest = own;
    for (const other of next(node)) {
      if (!index.has(other)) {
        lowest = Math.min(lowest, visit(other));
      } else if (!circles.has(other)) {
        lowest = Math.min(lowest, low.get(other) ?? index.get(other) ?? own);
      }
    }
    low.set(node, lowest);
    if (lowest === own) {
      for (const member of open.splice(open.indexOf(node))) {
        circles.set(member, own);
      }
    }
    return lowest;
  };
  for (const node of nodes) {
    if (!index.has(node)) {
      visit(node);
    }
  }
  return circles;
}
