// An informer that goes on after a restart of the server where it was: nothing told twice, nothing left out, no second list.
// On standard output it asks for the restart; a file, its last argument, appears when that has been.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { until } from './client.mjs';
import { change, create, Recorder, remove } from './recorder.mjs';

const recorder = new Recorder();
await recorder.start();
await create('a', '1');
await create('b', '1');
await change('a', '2');
await recorder.toldExactly(['add a=1', 'add b=1', 'update a=2']);

console.log('restart');
await until('the restart', () => existsSync(process.argv[3]));

await change('a', '3');
await remove('b');
await create('c', '1');
await change('a', '4');
await create('b', '2');
await recorder.toldExactly(['update a=3', 'delete b=1', 'add c=1', 'update a=4', 'add b=2']);
await remove('c');
await recorder.toldExactly(['delete c=1']);
await recorder.holdsEverything();
assert.equal(recorder.lists, 1);
await recorder.stop();
