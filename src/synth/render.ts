import {
  ApiObject,
  ApiObjectMetadataDefinition,
  type App,
  ImplicitTokenResolver,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import { isObject, type JsonObject, orNothing } from '../value/json';
import { asMade, type Made, type Patterned } from '../value/pattern';
import { renderedKeys } from './rendered-keys';
import { renderedByCdk8s } from './unrenderable';

/** What an app resolves values by where nobody gave it anything else. */
const USUAL_RESOLVERS = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/** How cdk8s renders an object and its metadata, where nobody has a way of his own. */
const { toJson } = ApiObject.prototype;
const { toJson: metadataToJson } = ApiObjectMetadataDefinition.prototype;

/** A document: rendered, or an object's own data. */
export type Rendered = RenderedDocument | RawDocument;

/** What a document is made of. */
export interface RenderedDocument {
  readonly document: unknown;
  readonly like?: undefined;
  readonly render?: undefined;
}

/** What a document is made of, where it is an object's own data below its first level. */
export interface RawDocument {
  /** Its first level, in order; where the object is like a pattern, no more of it than stands before what that tells. */
  readonly document: JsonObject;
  readonly like?: Patterned | undefined;
  /** Has cdk8s render it, which is due where some of the data is not plain. */
  readonly render: () => unknown;
}

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
   * @throws where a value cannot be rendered, with the path of the construct and where in the object it stands
   */
  public render(object: ApiObject): Rendered {
    const made = asMade(object);
    const document = this.isUsual ? rawDocument(object, made) : undefined;
    const render = (): unknown => renderedByCdk8s(object);
    return document === undefined ? { document: render() } : { document, like: made?.like, render };
  }
}

function rawDocument(object: ApiObject, made: Made | undefined): JsonObject | undefined {
  // cdk8s keeps them to itself: where another release has them elsewhere, it renders by itself.
  const { patches }: { patches?: unknown } = Object(object);
  const metadata =
    object.toJson === toJson && isEmptyList(patches) ? plainMetadata(object.metadata) : undefined;
  if (metadata === undefined) {
    return undefined;
  }
  if (made?.like !== undefined) {
    const { apiVersion, kind } = made.like.pattern.of;
    return { apiVersion, kind, metadata };
  }
  const { props }: { props?: unknown } = made === undefined ? Object(object) : { props: made.manifest };
  return isPlainObject(props) && isText(props.kind) ? wholeDocument(props, metadata) : undefined;
}

function wholeDocument(props: JsonObject, metadata: JsonObject): JsonObject {
  const document: JsonObject = { apiVersion: props.apiVersion, kind: props.kind, metadata };
  for (const key of renderedKeys(props)) {
    if (!Object.hasOwn(document, key)) {
      document[key] = props[key];
    }
  }
  return document;
}

/** The fields of metadata that everybody has. */
const USUAL_METADATA: ReadonlySet<string> = new Set([
  'name',
  'namespace',
  'labels',
  'annotations',
  'finalizers',
  'ownerReferences',
]);

/** What metadata keeps to itself. */
interface Kept {
  readonly labels?: unknown;
  readonly annotations?: unknown;
  readonly finalizers?: unknown;
  readonly ownerReferences?: unknown;
  readonly _additionalAttributes?: unknown;
}

/** What cdk8s makes of metadata that is no more than a name, a namespace, labels and annotations. */
function plainMetadata(metadata: ApiObjectMetadataDefinition): JsonObject | undefined {
  const { name, namespace } = metadata;
  const {
    labels,
    annotations,
    finalizers,
    ownerReferences,
    _additionalAttributes: given,
  }: Kept = Object(metadata);
  const isPlain =
    metadata.toJson === metadataToJson &&
    hasUsualFieldsAlone(given) &&
    isText(name) &&
    (namespace === undefined || isText(namespace)) &&
    isTexts(labels) &&
    isTexts(annotations) &&
    isEmptyList(finalizers) &&
    isEmptyList(ownerReferences);
  return isPlain
    ? { name, namespace, labels: orNothing(labels), annotations: orNothing(annotations) }
    : undefined;
}

function hasUsualFieldsAlone(given: unknown): boolean {
  if (!isObject(given)) {
    return false;
  }
  for (const key in given) {
    if (!USUAL_METADATA.has(key)) {
      return false;
    }
  }
  return true;
}

/** What cdk8s takes for an object of data: it asks for the name of the constructor. */
function isPlainObject(value: unknown): value is JsonObject {
  return isObject(value) && value.constructor === Object;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTexts(value: unknown): value is JsonObject {
  if (!isObject(value)) {
    return false;
  }
  for (const key in value) {
    if (typeof value[key] !== 'string') {
      return false;
    }
  }
  return true;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
