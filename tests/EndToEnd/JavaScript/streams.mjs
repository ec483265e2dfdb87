// Exec, attach, cp and logs of a pod.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import * as k8s from '@kubernetes/client-node';
import { config, core, namespace, until } from './client.mjs';

await core.createNamespacedPod({
    namespace,
    body: {
        metadata: { name: 'pod' },
        spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'busybox:1.36', stdin: true, command: ['sh', '-c', 'echo up; while read line; do echo heard $line; done'] }] },
    },
});
await until('the pod', async () => (await core.readNamespacedPod({ namespace, name: 'pod' })).status.phase === 'Running');

function collected() {
    const stream = new PassThrough();
    const pieces = [];
    stream.on('data', (piece) => pieces.push(piece));
    return { stream, text: () => Buffer.concat(pieces).toString() };
}

/** Runs a command to its end. */
async function run(command, input) {
    const out = collected();
    const err = collected();
    const status = await new Promise((resolve, reject) => {
        new k8s.Exec(config).exec(namespace, 'pod', 'c', command, out.stream, err.stream, input ?? null, false, resolve).catch(reject);
    });
    return { status, out: out.text(), err: err.text() };
}

const good = await run(['sh', '-c', 'echo out; echo wrong >&2']);
assert.equal(good.status.status, 'Success');
assert.equal(good.out, 'out\n');
assert.equal(good.err, 'wrong\n');

const bad = await run(['sh', '-c', 'exit 5']);
assert.equal(bad.status.status, 'Failure');
assert.equal(bad.status.reason, 'NonZeroExitCode');
assert.deepEqual(bad.status.details.causes, [{ reason: 'ExitCode', message: '5' }]);

const input = new PassThrough();
input.write('to be read\n');
assert.equal((await run(['sh', '-c', 'read line; echo $line'], input)).out, 'to be read\n');

const missing = await run(['nosuch']);
assert.match(missing.status.message, /executable file not found in \$PATH/);

const folder = await mkdtemp(join(tmpdir(), 'streams-'));
const target = await mkdtemp(join(tmpdir(), 'streams-'));
const content = Buffer.alloc(100_000, 'content');
await writeFile(join(folder, 'file'), content);
await new k8s.Cp(config).cpFromPod(namespace, 'pod', 'c', 'file', target, folder);
assert.ok(content.equals(await until('the copy', () => readFile(join(target, 'file')).catch(() => null))));
await Promise.all([folder, target].map((each) => rm(each, { recursive: true })));

const heard = collected();
const words = new PassThrough();
const socket = await new k8s.Attach(config).attach(namespace, 'pod', 'c', heard.stream, null, words, false);
words.write('a word\n');
await until('the answer', async () => heard.text().includes('heard a word\n'));
socket.close();
await once(socket, 'close');
assert.equal((await core.readNamespacedPod({ namespace, name: 'pod' })).status.phase, 'Running');

const log = collected();
const following = await new k8s.Log(config).log(namespace, 'pod', 'c', log.stream, { follow: true, tailLines: 2 });
await until('the log', async () => log.text() === 'up\nheard a word\n');
assert.ok(following);
process.exit(0);
