import { ApiObject, type App, ImplicitTokenResolver, LazyResolver, NumberStringUnionResolver } from 'cdk8s';
import { isObject, type JsonObject } from '../value/json';

/** What an app resolves values by where nobody gave it anything else. */
const USUAL_RESOLVERS = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/** A document, and whether each object in it is known to stand there once. */
export interface Rendered {
  readonly document: unknown;
  readonly isTree: boolean;
}

/** A value that cdk8s has to resolve, or to refuse. */
class NotPlainError extends Error {}

/**
 * Renders objects as cdk8s does. Where an object is made of plain data alone, and neither the app nor somebody's patch
 * has a say in it, no resolver is asked: it would find nothing.
 */
export class Renderer {
  private readonly isUsual: boolean;

  public constructor({ resolvers }: App) {
    this.isUsual =
      process.env.CDK8S_DISABLE_SORT === undefined &&
      resolvers.length === USUAL_RESOLVERS.length &&
      resolvers.every((resolver, i) => resolver.constructor === USUAL_RESOLVERS[i]);
  }

  /**
   * The object as it goes to the cluster.
   *
   * @throws where a value cannot be rendered, with the path of the construct
   */
  public render(object: ApiObject): Rendered {
    const plain = this.isUsual ? plainDocument(object) : undefined;
    return plain === undefined
      ? { document: object.toJson(), isTree: false }
      : { document: plain, isTree: true };
  }
}

function plainDocument(object: ApiObject): JsonObject | undefined {
  // cdk8s keeps both to itself: where another release has them elsewhere, it renders by itself.
  const props: unknown = Reflect.get(object, 'props');
  const patches: unknown = Reflect.get(object, 'patches');
  const isOwn = object.toJson === ApiObject.prototype.toJson;
  if (!isOwn || !isObject(props) || !Array.isArray(patches) || patches.length > 0) {
    return undefined;
  }
  try {
    const { apiVersion, kind, metadata, ...rest } = sortedCopy({
      ...props,
      metadata: object.metadata.toJson(),
    });
    return { apiVersion, kind, metadata, ...rest };
  } catch (error) {
    if (error instanceof NotPlainError) {
      return undefined;
    }
    throw error;
  }
}

/** What cdk8s makes of an object: its keys in order, and without those of which nothing is known. */
function sortedCopy(object: JsonObject): JsonObject {
  const copy: JsonObject = {};
  for (const key of Object.keys(object).sort()) {
    const value = rendered(object[key]);
    if (value !== undefined) {
      copy[key] = value;
    }
  }
  return copy;
}

function rendered(value: unknown): unknown {
  if (typeof value !== 'object') {
    if (typeof value === 'function') {
      throw new NotPlainError();
    }
    return value;
  }
  if (value === null) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value.map(rendered);
  }
  if (value.constructor !== Object || typeof Reflect.get(value, 'resolve') === 'function') {
    throw new NotPlainError();
  }
  return sortedCopy(value as JsonObject);
}
