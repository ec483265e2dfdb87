// A watch of Jobs from a revision on: every change in its order, through a selector, until the Job is deleted.
import assert from 'node:assert/strict';
import * as k8s from '@kubernetes/client-node';
import { batch, config, job, namespace, until } from './client.mjs';

const path = `/apis/batch/v1/namespaces/${namespace}/jobs`;
const from = (await batch.listNamespacedJob({ namespace })).metadata.resourceVersion;
const seen = [];
let ended = false;
const watch = new k8s.Watch(config);
const watching = await watch.watch(
    path, { resourceVersion: from, labelSelector: 'app=watched', allowWatchBookmarks: true },
    (type, object) => seen.push({ type, object }), () => { ended = true; });

await batch.createNamespacedJob({ namespace, body: job('unseen', 'true', { suspend: true }) });
await batch.createNamespacedJob({ namespace, body: job('watched', 'true') });
await until('its completion', () => seen.some(({ object }) => object.status?.conditions?.some((one) => one.type === 'Complete' && one.status === 'True')));
await batch.deleteNamespacedJob({ namespace, name: 'watched', propagationPolicy: 'Background' });
await until('its deletion', () => seen.at(-1).type === 'DELETED');

const changes = seen.filter(({ type }) => type !== 'BOOKMARK');
assert.deepEqual([...new Set(changes.map(({ object }) => object.metadata.name))], ['watched']);
assert.equal(changes[0].type, 'ADDED');
assert.equal(changes[0].object.status.active, undefined);
assert.ok(changes.slice(1, -1).every(({ type }) => type === 'MODIFIED'));
const revisions = changes.map(({ object }) => BigInt(object.metadata.resourceVersion));
assert.ok(revisions.every((revision, i) => revision > (i === 0 ? BigInt(from) : revisions[i - 1])), revisions.join());

// A second watch from the same revision sees the same.
const again = [];
const second = await watch.watch(path, { resourceVersion: from, labelSelector: 'app=watched' }, (type, object) => again.push({ type, object }), () => {});
await until('the same changes', () => again.length >= changes.length);
assert.deepEqual(again, changes);
second.abort();
assert.equal(ended, false);
watching.abort();
await until('the end of the watch', () => ended);
