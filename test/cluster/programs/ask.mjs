// Asks over HTTP from where it is started. Each line that it reads is `{ "id", "url" }`, each that it writes the answer
// to one: `{ "id", "status", "body" }`, status 0 where there was none. Every question has a connection of its own. It
// ends with its input.
import { once } from 'node:events';
import { get } from 'node:http';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

/** @param {string} url */
async function ask(url) {
  try {
    const [response] = await once(get(url, { agent: false }), 'response');
    return { status: response.statusCode, body: await text(response) };
  } catch (error) {
    return { status: 0, body: String(error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, url } = JSON.parse(line);
  ask(url).then((answer) => console.log(JSON.stringify({ id, ...answer })));
}
process.exit(0);
