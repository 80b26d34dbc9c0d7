import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { createInterface } from 'node:readline';

/** @typedef {{ [key: string]: any }} Json an object as the API server gives it */

/** What the benchmark asks of an API server: a process of kubectl for each question would be most of the time. */
export class Kubernetes {
  /** @param {string} kubeconfig with the certificates in it, as JSON */
  constructor(kubeconfig) {
    const { clusters, users } = JSON.parse(readFileSync(kubeconfig, 'utf8'));
    const decode = (/** @type {string} */ text) => Buffer.from(text, 'base64');
    const { cluster } = clusters[0];
    const { user } = users[0];
    this.server = cluster.server;
    this.tls = {
      ca: decode(cluster['certificate-authority-data']),
      cert: decode(user['client-certificate-data']),
      key: decode(user['client-key-data']),
    };
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {Json} [body]
   * @returns {Promise<Json>}
   */
  async ask(method, path, body) {
    const response = await this.#send(method, path, body);
    const chunks = [];
    for await (const chunk of response) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    if ((response.statusCode ?? 500) >= 300) throw new Error(`${method} ${path}: ${text}`);
    return JSON.parse(text);
  }

  /**
   * Answers when one of the objects under a path is as it should be, and with how long that took, in ms.
   *
   * @param {string} path of a list
   * @param {string} version of the list from which on to watch
   * @param {(event: string, object: Json) => boolean} isThere
   * @param {number} [seconds] when to give up
   */
  async watch(path, version, isThere, seconds = 300) {
    const query = `watch=1&resourceVersion=${version}&timeoutSeconds=${seconds}`;
    const response = await this.#send('GET', `${path}?${query}`);
    const started = performance.now();
    try {
      for await (const line of createInterface({ input: response })) {
        const { type, object } = JSON.parse(line);
        if (isThere(type, object)) return performance.now() - started;
      }
    } finally {
      response.destroy();
    }
    throw new Error(`${path}: not within ${seconds} s`);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {Json} [body]
   * @returns {Promise<import('node:http').IncomingMessage>}
   */
  #send(method, path, body) {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json' };
      const sent = request(`${this.server}${path}`, { method, headers, ...this.tls, agent: false }, resolve);
      sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

/**
 * Whether an object's condition holds.
 *
 * @param {Json} object
 * @param {string} name
 */
export function holds({ status }, name) {
  return (status?.conditions ?? []).some(
    (/** @type {Json} */ { type, status: value }) => type === name && value === 'True',
  );
}
