import { ApiObject, type JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { isObject, type JsonObject, type Manifest } from '../value/json';

const NONE: JsonObject = {};

/** An object of a workload, which knows what it was made from and whether somebody has patched it since. */
export class WorkloadObject extends ApiObject {
  /** Whether it is one of a workload, for which a name was taken (see tree.ts). */
  public readonly isOfWorkload = true;

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
    const { metadata } = this.manifest;
    const made = (isObject(metadata) ? metadata.annotations : undefined) ?? NONE;
    // cdk8s keeps them to itself.
    const { annotations: own }: { annotations?: unknown } = Object(this.metadata);
    return isObject(made) && isObject(own) && haveSameMembers(own, made);
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
