/** What a container needs and may use, by resource, in Kubernetes' quantities (`100m`, `64Mi`). */
export interface ResourcesSpec {
  /**
   * What the scheduler sets aside.
   *
   * @default - measured for the runtime, the image format and the binary's size, where these are known
   */
  readonly requests?: { [resource: string]: string };

  /**
   * What it may use. No CPU limit by default: under 100m a large component did not get ready in 21 seconds.
   *
   * @default - memory measured for the runtime, the image format and the binary's size, where these are known
   */
  readonly limits?: { [resource: string]: string };
}
