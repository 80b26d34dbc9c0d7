import { inspect } from 'node:util';
import type * as pulumi from '@pulumi/pulumi';
import { markerOf } from '../value/marker';

/** A token, and what it stands for. */
export interface Stand {
  /** The token. */
  readonly token: Token;
  /** What takes its place. */
  readonly output: pulumi.Output<unknown>;
}

/** What a token is a stand-in for. */
export type TokenKind = 'text' | 'number' | 'other';

/**
 * Stands in a chart for a value that is known at deployment. It may be passed on, and stand within a text; whatever
 * would look into the value throws, as there is none.
 */
export class Token {
  /** Whether it has become a text, which then must come to stand in an object. */
  public isPrinted = false;

  static {
    // What a program may ask of a text, a number or a list.
    for (const type of [String, Number, Array]) {
      for (const name of Object.getOwnPropertyNames(type.prototype)) {
        if (!(name in Token.prototype)) {
          Object.defineProperty(Token.prototype, name, {
            get(this: Token) {
              throw this.refusal(`.${name} cannot be read of it`);
            },
          });
        }
      }
    }
  }

  /**
   * @param id its number
   * @param kind what stands in its place later: two numbers side by side in a text were meant to be a sum
   * @param place where it came from, in the words of messages
   * @param derive makes a token for what becomes of the value
   */
  public constructor(
    public readonly id: number,
    public readonly kind: TokenKind,
    private readonly place: string,
    public readonly derive: (change: (value: unknown) => unknown) => Token,
  ) {}

  /** What cdk8s asks of a value that is not known yet. */
  public resolve(): string {
    return markerOf(this.id);
  }

  /** The marker, for a text. */
  public toString(): string {
    this.isPrinted = true;
    return markerOf(this.id);
  }

  /** The marker, for the text of a JSON document. */
  public toJSON(): string {
    this.isPrinted = true;
    return markerOf(this.id, true);
  }

  /** @internal */
  public [Symbol.toPrimitive](hint: string): string {
    if (hint === 'number') {
      throw this.refusal('it can be no part of a calculation or a comparison');
    }
    return this.toString();
  }

  /** @internal */
  public [inspect.custom](): string {
    return `<known at deployment: ${this.place}>`;
  }

  /** What is wrong with a use of it. */
  public refusal(wrong: string): Error {
    return new Error(
      `[${this.place}] the value is known at deployment, and the chart is built before: ${wrong}; ` +
        `allowed: the whole value, or a part of a text; fix: output.apply((value) => …), before it goes in`,
    );
  }
}
