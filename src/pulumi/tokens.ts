import * as pulumi from '@pulumi/pulumi';
import { Restorer } from './restore';
import { type Stand, Token, type TokenKind } from './token';

/**
 * Turns Outputs into values that cdk8s code takes, while a chart is built. What comes out has the type of the value that
 * is known later, and may stand wherever such a value is passed on as it is, or within a text. What would look into it
 * (arithmetic, a comparison with `<`, `.split`, a map's key) throws.
 */
export class Tokens {
  private readonly stands: Stand[] = [];
  private readonly known = new Map<unknown, Token>();

  /** @param owner name of the component, for messages */
  public constructor(private readonly owner: string) {}

  /**
   * A text, as an image, a host or a password.
   *
   * @param value a text, or one that is known later
   */
  public asString(value: pulumi.Input<string>): string {
    return this.standIn(value, 'text');
  }

  /**
   * A number, as of replicas or a port. It may stand in a text, as in `8Gi`, and in no sum.
   *
   * @param value a number, or one that is known later
   */
  public asNumber(value: pulumi.Input<number>): number {
    return this.standIn(value, 'number');
  }

  /**
   * A boolean. It must be passed on: JavaScript takes every object for true, so nothing can warn where code asks for it.
   *
   * @param value a boolean, or one that is known later
   */
  public asBoolean(value: pulumi.Input<boolean>): boolean {
    return this.standIn(value, 'other');
  }

  /**
   * Anything that is put into an object as it is: a list, a map, a struct.
   *
   * @param value a value, or one that is known later
   */
  public asAny<T>(value: pulumi.Input<T>): T {
    return this.standIn(value, 'other');
  }

  /**
   * The value itself, or a token for one that is known later.
   *
   * @internal
   */
  public standIn<T>(value: pulumi.Input<T>, kind: TokenKind, place?: string): T;
  public standIn(value: unknown, kind: TokenKind, place = `${this.stands.length}`): unknown {
    return isLater(value) ? this.tokenFor(value, kind, place) : value;
  }

  /**
   * What puts the values back.
   *
   * @internal
   */
  public restorer(): Restorer {
    return new Restorer(this.owner, this.stands);
  }

  private tokenFor(value: pulumi.Input<unknown>, kind: TokenKind, place: string): Token {
    const before = this.known.get(value);
    if (before !== undefined) {
      return before;
    }
    const output: pulumi.Output<unknown> = pulumi.output(value);
    const derive = (change: (known: unknown) => unknown): Token =>
      this.tokenFor(output.apply(change), 'other', place);
    const token = new Token(this.stands.length, kind, `${this.owner}: ${place}`, derive);
    this.known.set(value, token);
    this.stands.push({ token, output });
    return token;
  }
}

/** Whether a value is an Output or a Promise. */
export function isLater(value: unknown): value is pulumi.Output<unknown> | Promise<unknown> {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return pulumi.Output.isInstance(value) || typeof Reflect.get(value, 'then') === 'function';
}
