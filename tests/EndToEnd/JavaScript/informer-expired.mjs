// An informer whose revision is compacted away while it is stopped: it gets 410, lists again, and tells each difference once.
import assert from 'node:assert/strict';
import * as k8s from '@kubernetes/client-node';
import { config, until } from './client.mjs';
import { change, create, path, Recorder, remove } from './recorder.mjs';

const recorder = new Recorder();
await create('a', '1');
await create('b', '1');
await recorder.start();
await recorder.toldExactly(['add a=1', 'add b=1']);
await change('a', '2');
await create('c', '1');
await change('a', '3');
await remove('b');
await create('d', '1');
await recorder.toldExactly(['update a=2', 'add c=1', 'update a=3', 'delete b=1', 'add d=1']);

await recorder.stop();
const last = recorder.informer.latestResourceVersion();
await change('a', '4');
await remove('c');
await remove('d');
await create('d', '2');
await create('e', '1');
await until('the compaction', async () => {
    const types = [];
    await new Promise((resolve) => new k8s.Watch(config).watch(
        path, { resourceVersion: last, timeoutSeconds: 1 }, (type, object) => types.push(`${type} ${object.code ?? ''}`), resolve));
    return types[0] === 'ERROR 410';
});
assert.equal(recorder.lists, 1);
assert.deepEqual(recorder.told, []);

await recorder.start();
await recorder.toldExactly(['update a=4', 'delete c=1', 'update d=2', 'add e=1'], { anyOrder: true });
await until('the second list', () => recorder.lists === 2);
await change('e', '2');
await remove('a');
await recorder.toldExactly(['update e=2', 'delete a=4']);
await recorder.holdsEverything();
assert.equal(recorder.lists, 2);
assert.equal(recorder.errors, 0);
await recorder.stop();
