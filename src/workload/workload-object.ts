import { ApiObject, type JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { isObject, type JsonObject, type Manifest } from '../value/json';
import { MADE, type Made, type Pattern, type Patterned, patternedBy } from '../value/pattern';

const NONE: JsonObject = {};

/** Lets others at what an object was made from, and sees whether anybody was there. */
class Watch implements ProxyHandler<Manifest> {
  public constructor(private readonly object: WorkloadObject) {}

  public get(manifest: Manifest, key: PropertyKey): unknown {
    this.object.open();
    return Reflect.get(manifest, key);
  }

  /** Also asked by who sets a field. */
  public getOwnPropertyDescriptor(manifest: Manifest, key: PropertyKey): PropertyDescriptor | undefined {
    this.object.open();
    return Reflect.getOwnPropertyDescriptor(manifest, key);
  }

  public defineProperty(manifest: Manifest, key: PropertyKey, how: PropertyDescriptor): boolean {
    this.object.open();
    return Reflect.defineProperty(manifest, key, how);
  }

  public deleteProperty(manifest: Manifest, key: PropertyKey): boolean {
    this.object.open();
    return Reflect.deleteProperty(manifest, key);
  }
}

/** An object of a workload, which knows what it was made from and whether somebody has patched it since. */
export class WorkloadObject extends ApiObject implements Made {
  /** Whether it is one of a workload, for which a name was taken (see tree.ts). */
  public readonly isOfWorkload = true;

  private readonly _annotations: JsonObject;
  /** What others find it made from. */
  private readonly _shown: Manifest;
  private _patches = 0;
  private _like?: Patterned;
  private _isOpen = false;

  public constructor(
    scope: Construct,
    id: string,
    /** What it was made from; verbs change it in place. */
    public readonly manifest: Manifest,
  ) {
    super(scope, id, manifest);
    const { metadata } = manifest;
    const annotations = isObject(metadata) ? metadata.annotations : undefined;
    this._annotations = isObject(annotations) ? annotations : NONE;
    // Where cdk8s keeps what it was made from. For all that it is private, some change what stands there.
    this._shown = new Proxy(manifest, new Watch(this));
    Reflect.set(this, 'props', this._shown);
  }

  /** So that what writes objects knows it for one of these, unless somebody has put something else in place of its data. */
  public get [MADE](): Made | undefined {
    const { props }: { props?: unknown } = Object(this);
    return props === this._shown ? this : undefined;
  }

  /** What it is like, where that is known and nobody else can have changed it since. */
  public get like(): Patterned | undefined {
    return this._isOpen ? undefined : this._like;
  }

  /** Takes down what it is like as it stands. */
  public liken(pattern: Pattern | undefined): void {
    this._like = pattern && patternedBy(pattern, this.manifest);
  }

  /** Takes down that somebody else may change what it was made from. */
  public open(): void {
    this._isOpen = true;
  }

  /** How many patches it has had. */
  public get patchCount(): number {
    return this._patches;
  }

  /** Whether its annotations are still those that it was made with. */
  public get isAnnotatedAsMade(): boolean {
    // cdk8s keeps them to itself.
    const { annotations }: { annotations?: unknown } = Object(this.metadata);
    return isObject(annotations) && haveSameMembers(annotations, this._annotations);
  }

  public override addJsonPatch(...ops: JsonPatch[]): void {
    super.addJsonPatch(...ops);
    this._patches += ops.length;
  }
}

function haveSameMembers(one: JsonObject, other: JsonObject): boolean {
  let members = 0;
  for (const key in one) {
    if (one[key] !== other[key]) {
      return false;
    }
    members += 1;
  }
  for (const _key in other) {
    members -= 1;
  }
  return members === 0;
}
