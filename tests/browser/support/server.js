// A demo of its own for every test file: `kiez demo` on a free port, in a temporary folder, stopped by its process id.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const START_WITHIN = 90_000;
const STOP_WITHIN = 15_000;

/** The program under test: KIEZ_BIN, or what `cargo build` left behind. */
function program() {
  const target = process.env.CARGO_TARGET_DIR ?? 'target';
  const file = process.env.KIEZ_BIN ?? path.resolve(repository, target, 'debug', 'kiez');
  if (!existsSync(file)) throw new Error(`${file} does not exist; run \`cargo build\` or tests/run browser`);
  return file;
}

/**
 * Starts `kiez demo` and waits until it is ready. `env` adds to its configuration, for instance { KIEZ_MAIL_FROM: … };
 * `at` is the moment at which its clock begins; `folder` is where one before it was stopped with { keep: true }.
 */
export async function startServer({ env = {}, at, folder } = {}) {
  folder ??= await freshFolder(at);
  const { PATH, HOME, TMPDIR = tmpdir() } = process.env;
  const begin = at ? ['--at', at] : [];
  const child = spawn(program(), ['demo', '--data-dir', path.join(folder, 'data'), ...begin], {
    cwd: folder, // no kiez.toml from elsewhere
    // Many visitors come from one address here; what the limits do is tested without a browser.
    env: { PATH, HOME, TMPDIR, NO_COLOR: '1', KIEZ_LISTEN: '127.0.0.1:0', KIEZ_RATE_LIMITS: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  let ended;
  const end = new Promise((resolve) => {
    child.on('error', (error) => resolve((ended = String(error))));
    child.on('exit', (code, signal) => resolve((ended = `ended with ${signal ?? `code ${code}`}`)));
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (log += text));
  }
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);

  async function stop({ keep = false } = {}) {
    if (!ended) child.kill('SIGTERM');
    const late = await Promise.race([end.then(() => false), pause(STOP_WITHIN, true, { ref: false })]);
    if (late) {
      child.kill('SIGKILL');
      await end;
    }
    process.off('exit', killWithUs);
    if (!keep) await rm(folder, { recursive: true, force: true });
    if (late) throw new Error(`kiez did not end within ${STOP_WITHIN / 1000} s of SIGTERM:\n${log.slice(-4000)}`);
  }

  try {
    const origin = await waitUntilReady(() => log, () => ended);
    return { origin, folder, pid: child.pid, log: () => log, mails: () => mailsIn(folder), stop };
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
}

/** An empty one, or, where the moment does not matter, a copy of the community that was made once for all files (community.js). */
async function freshFolder(at) {
  const folder = await mkdtemp(path.join(tmpdir(), 'kiez-demo-'));
  const prepared = process.env.KIEZ_BROWSER_DEMO;
  if (prepared && !at) await cp(prepared, folder, { recursive: true });
  return folder;
}

async function waitUntilReady(log, ended) {
  const deadline = Date.now() + START_WITHIN;
  while (Date.now() < deadline && !ended()) {
    const origin = log().match(/http:\/\/127\.0\.0\.1:\d+/)?.[0];
    if (origin && (await fetch(`${origin}/readyz`).then((answer) => answer.ok, () => false))) return origin;
    await pause(50);
  }
  throw new Error(`kiez demo ${ended() ?? `was not ready within ${START_WITHIN / 1000} s`}:\n${log().slice(-8000)}`);
}

/** The mails written so far, in no order, as the text of their .eml files. */
async function mailsIn(folder) {
  const mail = path.join(folder, 'data', 'mail');
  const names = (await readdir(mail).catch(() => [])).filter((name) => name.endsWith('.eml'));
  return Promise.all(names.map((name) => readFile(path.join(mail, name), 'utf8')));
}
