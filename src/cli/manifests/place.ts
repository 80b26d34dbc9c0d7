/** Where an object stands that names an image. */
export interface Place {
  /** The file, as it was typed; `standard input` for that. */
  readonly file: string;
  /** Number of the document in it, from 1 on. */
  readonly document: number;
  /** Kind of the object; empty where it has none. */
  readonly kind: string;
  /** Namespace of the object; empty where whoever applies it chooses. */
  readonly namespace: string;
  /** Name of the object; empty where it has none. */
  readonly name: string;
}

/** `dist/web.k8s.yaml, document 2: Deployment shop/hello`. */
export function placeText({ file, document, kind, namespace, name }: Place): string {
  const object = `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`.trim();
  return `${file}, document ${document}${object === '' ? '' : `: ${object}`}`;
}
