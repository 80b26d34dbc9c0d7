import { type ImageRecord, RECORD_ANNOTATION } from '../../artifact/image-record';
import { dig, isObject, type JsonObject } from '../../value/json';
import { type Document, DocumentError, documentsOf, parseDocument } from './documents';
import type { Place } from './place';
import { type Problem, problemAt } from './problem';
import { imagesIn, readRecord } from './record';
import type { Source } from './source';

/** A record and the object that it stands on. */
export interface Found {
  readonly place: Place;
  readonly record: ImageRecord;
  /** The images that the object names with the record's digest. */
  readonly images: readonly string[];
}

/** What manifests say of the images of this package's making. */
export interface Findings {
  readonly found: readonly Found[];
  readonly problems: readonly Problem[];
  /** How many documents are objects of Kubernetes, or look like it. */
  readonly objects: number;
}

/** As it stands in YAML, and as some write it in JSON. */
const KEYS = [RECORD_ANNOTATION, RECORD_ANNOTATION.replaceAll('/', '\\/')];

const OBJECT = /(^|[\s{,"'])apiVersion["']?\s*:/;

/** The records in all that was read, and what is wrong with any of them. */
export function findRecords(sources: readonly Source[]): Findings {
  const found: Found[] = [];
  const problems: Problem[] = [];
  let objects = 0;
  for (const source of sources) {
    for (const document of documentsOf(source)) {
      objects += OBJECT.test(document.text) ? 1 : 0;
      // Only what names the annotation is parsed: there may be thousands of other objects.
      if (KEYS.some((key) => document.text.includes(key))) {
        const one = inDocument(source, document);
        found.push(...one.found);
        problems.push(...one.problems);
      }
    }
  }
  return { found, problems, objects };
}

function inDocument(source: Source, document: Document): Omit<Findings, 'objects'> {
  const at: Place = {
    file: source.name,
    document: document.number,
    kind: '',
    namespace: '',
    name: '',
  };
  if (source.isValues) {
    return { found: [], problems: [templateProblem(at, 'what Helm makes of these values is not known')] };
  }
  try {
    const objects = parseDocument(document.text).flatMap(unlisted).filter(isObject);
    const results = objects.map((object) => inObject(object, at));
    return {
      found: results.flatMap(({ found }) => found),
      problems: results.flatMap(({ problems }) => problems),
    };
  } catch (error) {
    if (!(error instanceof DocumentError)) {
      throw error;
    }
    const line = document.line + error.line - 1;
    return { found: [], problems: [syntaxProblem(at, line, document.text, error.message)] };
  }
}

function inObject(object: JsonObject, at: Place): Omit<Findings, 'objects'> {
  const annotations = dig(object, 'metadata', 'annotations');
  if (!isObject(annotations) || !Object.hasOwn(annotations, RECORD_ANNOTATION)) {
    return { found: [], problems: [] };
  }
  const place: Place = {
    ...at,
    kind: textOf(object.kind),
    namespace: textOf(dig(object, 'metadata', 'namespace')),
    name: textOf(dig(object, 'metadata', 'name')),
  };
  const value = annotations[RECORD_ANNOTATION];
  if (typeof value === 'string' && value.includes('{{')) {
    return { found: [], problems: [templateProblem(place, 'the record is a template')] };
  }
  const record = readRecord(place, value);
  if ('message' in record) {
    return { found: [], problems: [record] };
  }
  const images = imagesIn(object);
  const named = images.filter((image) => image.endsWith(`@${record.digest}`));
  if (named.length > 0) {
    return { found: [{ place, record, images: named }], problems: [] };
  }
  const templated = images.find((image) => image.includes('{{'));
  const problem =
    templated === undefined
      ? otherImage(place, record, images)
      : templateProblem(place, `the image is a template, ${JSON.stringify(templated)}`);
  return { found: [], problems: [problem] };
}

function otherImage(place: Place, { digest }: ImageRecord, images: readonly string[]): Problem {
  return problemAt(place, {
    field: 'image',
    value: images.length === 1 ? images[0] : images,
    wrong: `the record is of ${digest}, and no container runs that`,
    fix: 'synth again; where something behind the synth sets the image, leave the digest in it',
  });
}

function templateProblem(place: Place, wrong: string): Problem {
  return problemAt(place, {
    field: RECORD_ANNOTATION,
    value: '{{ … }}',
    wrong,
    allowed: 'manifests as they are applied',
    fix: 'helm template <release> <chart> | npx cdk8s-wasm push -',
  });
}

function syntaxProblem(place: Place, line: number, text: string, message: string): Problem {
  if (text.includes('{{')) {
    return templateProblem(place, `line ${line} is no YAML before Helm has rendered it`);
  }
  return problemAt(place, {
    field: 'line',
    value: line,
    wrong: `no YAML: ${message}`,
    fix: 'synth again, or mend the file',
  });
}

/** The objects of a list, one by one: `kind: List` as `kubectl get` writes it, or an array. */
function unlisted(value: unknown): unknown[] {
  const kind = textOf(dig(value, 'kind'));
  const items = Array.isArray(value) ? value : kind.endsWith('List') ? dig(value, 'items') : undefined;
  return Array.isArray(items) ? items.flatMap(unlisted) : [value];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
