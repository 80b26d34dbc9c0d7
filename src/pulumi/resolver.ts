import * as pulumi from '@pulumi/pulumi';
import type { IResolver, ResolutionContext } from 'cdk8s';
import { Token } from './token';
import type { Tokens } from './tokens';

/**
 * Lets an Output stand as it is where an object takes any value, and a token in the classes that `cdk8s import` makes of
 * what may be a number or a text.
 */
export class OutputResolver implements IResolver {
  /** @param tokens of the component */
  public constructor(private readonly tokens: Tokens) {}

  /** Called by cdk8s for each value of each object. */
  public resolve(context: ResolutionContext): void {
    const { value, key }: { value: unknown; key: string[] } = context;
    if (pulumi.Output.isInstance(value)) {
      context.replaceValue(this.tokens.standIn(value, 'other', key.join('.')));
    } else if (typeof value === 'object' && value !== null && value.constructor !== Object) {
      const inner: unknown = Reflect.get(value, 'value');
      if (isToken(inner)) {
        context.replaceValue({ value: inner.resolve() });
      }
    }
  }
}

function isToken(value: unknown): value is Token {
  return typeof value === 'object' && value !== null && value.constructor === Token;
}
