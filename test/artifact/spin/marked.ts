/** A text with a `‸` in it, where a message should point. */
export interface Marked {
  readonly text: string;
  /** `line:column` of the mark, both from 1 on. */
  readonly place: string;
}

/** Takes the mark out of a text. */
export function marked(withMark: string): Marked {
  const [before, after, ...more] = withMark.split('‸');
  if (after === undefined || more.length > 0) throw new Error(`one ‸ is to stand in: ${withMark}`);
  const lines = before.split('\n');
  return { text: before + after, place: `${lines.length}:${lines.at(-1)!.length + 1}` };
}

/** A manifest of version 2 with what every one must have. */
export function shop(rest: string): string {
  return `spin_manifest_version = 2\n[application]\nname = "shop"\n${rest}`;
}

/** The same with one component `cart` behind a route, of which `rest` says more. */
export function cart(rest = ''): string {
  return shop(
    `[[trigger.http]]\nroute = "/cart/..."\ncomponent = "cart"\n[component.cart]\nsource = "cart.wasm"\n${rest}`,
  );
}
