import { type Json, object, type Report, text } from '../json';
import { isDataKey } from './syntax';

const MAX_BYTES = 1024 * 1024;

/** Keys that a type of Secret must have. */
const NEEDED: Record<string, string[]> = {
  'kubernetes.io/basic-auth': [],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

export function checkConfigMap(manifest: Json, report: Report): void {
  const data = object(manifest, 'data');
  const binary = object(manifest, 'binaryData');
  checkKeys(data, 'data', report);
  checkKeys(binary, 'binaryData', report);
  for (const key of Object.keys(binary).filter((name) => name in data)) {
    report(`binaryData.${key}`, 'stands in data too');
  }
  checkSize(Buffer.byteLength(Object.values(data).join('')) + decodedBytes(binary), 'data', report);
}

export function checkSecret(manifest: Json, report: Report): void {
  const data = object(manifest, 'data');
  const stringData = object(manifest, 'stringData');
  checkKeys(data, 'data', report);
  checkKeys(stringData, 'stringData', report);
  checkSize(Buffer.byteLength(Object.values(stringData).join('')) + decodedBytes(data), 'data', report);
  for (const key of NEEDED[text(manifest, 'type') ?? ''] ?? []) {
    if (!(key in data) && !(key in stringData))
      report(`data["${key}"]`, `is missing in a Secret of type ${manifest.type}`);
  }
}

function checkKeys(data: Json, path: string, report: Report): void {
  for (const key of Object.keys(data)) if (!isDataKey(key)) report(`${path}.${key}`, 'is not a key');
}

function checkSize(bytes: number, path: string, report: Report): void {
  if (bytes > MAX_BYTES) report(path, `is ${bytes} bytes, of ${MAX_BYTES} at most`);
}

function decodedBytes(data: Json): number {
  return Object.values(data).reduce<number>(
    (sum, value) => sum + Buffer.from(String(value), 'base64').length,
    0,
  );
}
