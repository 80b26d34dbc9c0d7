import { isObject } from './json';

/**
 * A view of a value that remembers what was read of it.
 *
 * The validators of `kubernetes-models` let unknown fields pass, but each reads
 * every field that its schema knows. So a field that was never read is one that
 * Kubernetes would refuse, and an object of which nothing was read is free-form.
 */
export class Reads {
  /** What to hand to the validator in place of the value. */
  public readonly view: unknown;
  private readonly keys = new Set<string>();
  private readonly children = new Map<string, Reads>();

  public constructor(private readonly value: object) {
    this.view = new Proxy(value, {
      get: (target, key) => {
        const child: unknown = Reflect.get(target, key);
        if (typeof key === 'symbol') return child;
        this.keys.add(key);
        return typeof child === 'object' && child !== null ? this.child(key, child).view : child;
      },
    });
  }

  /** Lists what the validator passed over, as path and reason. */
  public unknown(path = ''): [path: string, message: string][] {
    if (Array.isArray(this.value)) {
      return [...this.children].flatMap(([index, child]) => child.unknown(`${path}[${index}]`));
    }
    if (!isObject(this.value) || this.keys.size === 0) return [];
    const found: [string, string][] = [];
    for (const [key, value] of Object.entries(this.value)) {
      const here = path === '' ? key : `${path}.${key}`;
      if (value === undefined) continue;
      if (!this.keys.has(key)) found.push([here, 'unknown field']);
      else if (value === null) found.push([here, 'is null, which the API server drops']);
      else if (typeof value === 'object') found.push(...this.child(key, value).unknown(here));
    }
    return found;
  }

  private child(key: string, value: object): Reads {
    const known = this.children.get(key);
    if (known !== undefined) return known;
    const child = new Reads(value);
    this.children.set(key, child);
    return child;
  }
}
