import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { isObject, type Json, object, text } from './json';

/** One page in a browser of its own. */
export interface TestPage {
  /** Goes to a page. */
  open(url: string): Promise<void>;
  /** What an expression of JavaScript comes to in the page, as JSON takes it. */
  evaluate(expression: string): Promise<unknown>;
  /** Waits until an expression is true in the page; says what the page said where it never is. */
  until(expression: string): Promise<void>;
  /** The answers that it has had, in the order in which they came. */
  answers(): Json[];
  /** The requests that came to nothing, by address. */
  failures(): string[];
  /** The body of an answer, as text. */
  body(answer: Json): Promise<string>;
  /** What the page has written on its console, and errors that nobody caught. */
  said(): string[];
  /** Ends the browser, and removes what it stored. */
  close(): Promise<void>;
}

const PROGRAM = process.env.CHROMIUM ?? 'chromium';
const WAIT_MS = 90_000;
const END_MS = 10_000;

/** Whether there is a browser to test with. */
export const hasChromium = (process.env.PATH ?? '')
  .split(delimiter)
  .some((folder) => existsSync(resolve(folder, PROGRAM)));

/** Starts a headless Chromium that reaches nothing but this machine. */
export async function openPage(): Promise<TestPage> {
  const profile = mkdtempSync(join(tmpdir(), 'cdk8s-wasm-chromium-'));
  const child = spawn(
    PROGRAM,
    [
      '--headless=new',
      // It would want rights for it that a container does not give, and sees nothing but what the test serves.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-breakpad',
      '--no-first-run',
      `--user-data-dir=${profile}`,
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      '--remote-debugging-pipe',
      'about:blank',
    ],
    // A group of its own, so that its helpers end with it.
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], detached: true },
  );
  const kill = () => signalGroup(child, 'SIGKILL');
  // A run that is cut short leaves nothing behind.
  process.once('exit', kill);
  const close = async (): Promise<void> => {
    process.off('exit', kill);
    if (child.exitCode === null && child.signalCode === null) {
      kill();
      await once(child, 'exit');
    }
    // Its helpers end a moment after it, and write until then.
    for (let waited = 0; signalGroup(child, 0) && waited < END_MS; waited += 50) await sleep(50);
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    return await attach(new DevTools(child), close);
  } catch (error) {
    await close();
    throw error;
  }
}

/** Sends a signal to a process and its helpers; 0 asks whether any of them is there. */
function signalGroup({ pid }: ChildProcess, signal: 'SIGKILL' | 0): boolean {
  try {
    return pid !== undefined && process.kill(-pid, signal);
  } catch {
    return false;
  }
}

async function attach(tools: DevTools, close: () => Promise<void>): Promise<TestPage> {
  const { targetInfos } = await tools.send('Target.getTargets');
  const targets = Array.isArray(targetInfos) ? targetInfos.filter(isObject) : [];
  const targetId = text(targets.find(({ type }) => type === 'page') ?? {}, 'targetId');
  const { sessionId } = await tools.send('Target.attachToTarget', { targetId, flatten: true });
  const send = (method: string, params: Json = {}): Promise<Json> =>
    tools.send(method, params, String(sessionId));
  for (const domain of ['Network', 'Page', 'Runtime']) await send(`${domain}.enable`);
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return isObject(result) ? result.value : undefined;
  };
  const events = (method: string): Json[] =>
    tools.events.filter((event) => event.method === method).map((event) => object(event, 'params'));
  const said = (): string[] => [
    ...events('Runtime.consoleAPICalled').map(({ args }) =>
      (Array.isArray(args) ? args : []).map((arg) => String(Object(arg).value)).join(' '),
    ),
    ...events('Runtime.exceptionThrown').map((event) => JSON.stringify(event)),
  ];
  const addresses = (): Map<unknown, string> =>
    new Map(
      events('Network.requestWillBeSent').map((event) => [
        event.requestId,
        text(object(event, 'request'), 'url') ?? '',
      ]),
    );
  return {
    close,
    evaluate,
    said,
    open: async (url) => {
      await send('Page.navigate', { url });
    },
    until: async (expression) => {
      const late = Date.now() + WAIT_MS;
      while ((await evaluate(expression)) !== true) {
        if (Date.now() > late) throw new Error(`never true: ${expression}\n${said().join('\n')}`);
        await new Promise((later) => setTimeout(later, 100));
      }
    },
    answers: () =>
      events('Network.responseReceived').map(({ requestId, response }) => ({
        requestId,
        ...Object(response),
      })),
    failures: () =>
      events('Network.loadingFailed').map(
        ({ requestId, errorText }) => `${addresses().get(requestId)}: ${errorText}`,
      ),
    body: async ({ requestId }) => String((await send('Network.getResponseBody', { requestId })).body),
  };
}

/** The protocol of Chrome's developer tools, over two pipes: messages of JSON, each with a zero byte behind it. */
class DevTools {
  public readonly events: Json[] = [];
  private readonly waiting = new Map<number, (answer: Json) => void>();
  private readonly input: Writable;
  private last = 0;
  private rest = '';

  public constructor(child: ChildProcess) {
    const [, , , input, output] = child.stdio;
    this.input = input as Writable;
    (output as Readable).setEncoding('utf8').on('data', (part: string) => this.take(part));
    // Who waits for an answer of a browser that has ended waits no longer.
    child.once('exit', (code) => {
      for (const answer of this.waiting.values())
        answer({ error: { message: `the browser ended: ${code}` } });
    });
  }

  public async send(method: string, params: Json = {}, sessionId?: string): Promise<Json> {
    const id = ++this.last;
    const answer = await new Promise<Json>((answered) => {
      this.waiting.set(id, answered);
      this.input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
    if (answer.error !== undefined) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
    return object(answer, 'result');
  }

  private take(part: string): void {
    const messages = (this.rest + part).split('\0');
    this.rest = messages.pop() ?? '';
    for (const message of messages.map((one): Json => JSON.parse(one))) {
      const answered = this.waiting.get(Number(message.id));
      this.waiting.delete(Number(message.id));
      if (answered === undefined) this.events.push(message);
      else answered(message);
    }
  }
}
