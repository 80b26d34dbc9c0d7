import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../process.mjs';

const NAMES = [
  'IP:127.0.0.1',
  'IP:10.89.0.1',
  'IP:10.96.0.1',
  'DNS:localhost',
  'DNS:kubernetes.default.svc',
].join(',');

/**
 * Makes an authority and what it signs: `api` for the API server, `admin` for everybody else, and the key of service
 * account tokens.
 *
 * @param {string} folder
 */
export async function makeCertificates(folder) {
  if (existsSync(join(folder, 'admin.crt'))) return;
  mkdirSync(folder, { recursive: true });
  /** @param {string[]} args */
  const openssl = (...args) => run('openssl', args, { cwd: folder });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  await openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
    '-days',
    '3650',
    '-subj',
    '/CN=ca',
  );
  await sign('api', '/CN=kube-apiserver', `subjectAltName=${NAMES}`);
  await sign('admin', '/O=system:masters/CN=admin', 'extendedKeyUsage=clientAuth');
  await openssl('genrsa', '-out', 'sa.key', '2048');
  await openssl('rsa', '-in', 'sa.key', '-pubout', '-out', 'sa.pub');

  /**
   * @param {string} name
   * @param {string} subject
   * @param {string} extension
   */
  async function sign(name, subject, extension) {
    writeFileSync(join(folder, `${name}.ext`), extension);
    await openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', subject);
    const request = ['-in', `${name}.csr`, '-extfile', `${name}.ext`, '-out', `${name}.crt`, '-days', '3650'];
    await openssl('x509', '-req', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', ...request);
  }
}

/**
 * Writes a kubeconfig that holds the certificates themselves, so that it works wherever it is read.
 *
 * @param {string} path
 * @param {string} server
 * @param {(name: string) => string} certificate the file of a name, in base64
 */
export function writeKubeconfig(path, server, certificate) {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'cluster', cluster: { server, 'certificate-authority-data': certificate('ca.crt') } }],
    users: [
      {
        name: 'admin',
        user: {
          'client-certificate-data': certificate('admin.crt'),
          'client-key-data': certificate('admin.key'),
        },
      },
    ],
    contexts: [{ name: 'cluster', context: { cluster: 'cluster', user: 'admin' } }],
    'current-context': 'cluster',
  };
  writeFileSync(path, JSON.stringify(config, null, 2), { mode: 0o600 });
}
