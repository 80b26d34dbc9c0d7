import { ApiObject, type JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { dig, isObject, type Manifest } from '../value/json';

/** An object of a workload, which knows what it was made from and whether somebody has patched it since. */
export class WorkloadObject extends ApiObject {
  private _patches = 0;

  public constructor(
    scope: Construct,
    id: string,
    /** What it was made from; verbs change it in place. */
    public readonly manifest: Manifest,
  ) {
    super(scope, id, manifest);
  }

  /** How many patches it has had. */
  public get patchCount(): number {
    return this._patches;
  }

  /** Whether its annotations are still those that it was made with. */
  public get isAnnotatedAsMade(): boolean {
    const made = dig(this.manifest, 'metadata', 'annotations') ?? {};
    // cdk8s keeps them to itself.
    const own: unknown = Reflect.get(this.metadata, 'annotations');
    if (!isObject(made) || !isObject(own)) {
      return false;
    }
    const keys = Object.keys(own);
    return keys.length === Object.keys(made).length && keys.every((key) => own[key] === made[key]);
  }

  public override addJsonPatch(...ops: JsonPatch[]): void {
    super.addJsonPatch(...ops);
    this._patches += ops.length;
  }
}
