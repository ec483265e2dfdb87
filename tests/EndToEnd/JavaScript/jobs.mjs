// Typed create, read, list, replace, patch and delete of Jobs; their pods and logs.
import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import * as k8s from '@kubernetes/client-node';
import { batch, config, core, job, namespace, patchedBy, refused, until } from './client.mjs';

const condition = (one, type) => one.status?.conditions?.find((each) => each.type === type && each.status === 'True');

// Created suspended, changed, resumed.
const made = await batch.createNamespacedJob({ namespace, body: job('hello', 'echo hello from $JOB_COMPLETION_INDEX', { suspend: true, completionMode: 'Indexed', completions: 2 }) });
assert.equal(made.spec.backoffLimit, 6);
assert.equal(made.spec.template.spec.containers[0].image, 'busybox:1.36');
await until('its suspension', async () => condition(await batch.readNamespacedJobStatus({ namespace, name: 'hello' }), 'Suspended'));
const patched = await batch.patchNamespacedJob({ namespace, name: 'hello', body: { spec: { parallelism: 2 } } }, patchedBy(k8s.PatchStrategy.StrategicMergePatch));
assert.equal(patched.spec.parallelism, 2);
await refused(422, 'Invalid', batch.patchNamespacedJob({ namespace, name: 'hello', body: { spec: { completionMode: 'NonIndexed' } } }, patchedBy(k8s.PatchStrategy.MergePatch)));
const status = await batch.patchNamespacedJobStatus(
    { namespace, name: 'hello', body: { metadata: { annotations: { seen: 'yes' } } } }, patchedBy(k8s.PatchStrategy.MergePatch));
assert.equal(status.metadata.annotations.seen, 'yes');
const current = await batch.readNamespacedJob({ namespace, name: 'hello' });
current.spec.suspend = false;
await batch.replaceNamespacedJob({ namespace, name: 'hello', body: current });
const done = await until('its completion', async () => {
    const one = await batch.readNamespacedJob({ namespace, name: 'hello' });
    return condition(one, 'Complete') && one;
});
assert.ok(done.status.startTime instanceof Date);
assert.ok(done.status.completionTime >= done.status.startTime);
assert.equal(done.status.succeeded, 2);
assert.equal(done.status.completedIndexes, '0,1');

// Its pods and their logs.
const pods = (await core.listNamespacedPod({ namespace, labelSelector: 'batch.kubernetes.io/job-name=hello' })).items;
assert.deepEqual(pods.map((pod) => pod.metadata.annotations['batch.kubernetes.io/job-completion-index']).sort(), ['0', '1']);
assert.ok(pods.every((pod) => pod.status.phase === 'Succeeded' && pod.metadata.ownerReferences[0].name === 'hello'));
for (const pod of pods) {
    const index = pod.metadata.annotations['batch.kubernetes.io/job-completion-index'];
    assert.equal(await core.readNamespacedPodLog({ namespace, name: pod.metadata.name }), `hello from ${index}\n`);
}

let streamed = '';
const sink = new Writable({ write: (chunk, _, next) => { streamed += chunk; next(); } });
await new k8s.Log(config).log(namespace, pods[0].metadata.name, 'c', sink, { follow: true });
await until('the end of the followed log', () => /^hello from \d\n$/.test(streamed));
assert.ok((await core.listNamespacedEvent({ namespace, fieldSelector: 'involvedObject.name=hello' })).items.some((event) => event.reason === 'SuccessfulCreate'));

// One that fails, lists, and deletion in two ways.
await batch.createNamespacedJob({ namespace, body: job('doomed', 'exit 3', { backoffLimit: 0 }) });
const failed = await until('its failure', async () => condition(await batch.readNamespacedJob({ namespace, name: 'doomed' }), 'Failed'));
assert.equal(failed.reason, 'BackoffLimitExceeded');
const names = (list) => list.items.filter((one) => one.metadata.namespace === namespace).map((one) => one.metadata.name).sort();
assert.deepEqual(names(await batch.listNamespacedJob({ namespace })), ['doomed', 'hello']);
assert.deepEqual(names(await batch.listJobForAllNamespaces({ labelSelector: 'app in (doomed)' })), ['doomed']);
assert.deepEqual(names(await batch.listNamespacedJob({ namespace, fieldSelector: 'status.successful=2' })), ['hello']);
await batch.deleteNamespacedJob({ namespace, name: 'hello', propagationPolicy: 'Foreground' });
await until('its end', async () => names(await batch.listNamespacedJob({ namespace })).length === 1);
assert.equal((await core.listNamespacedPod({ namespace, labelSelector: 'app=hello' })).items.length, 0);
await batch.deleteCollectionNamespacedJob({ namespace, propagationPolicy: 'Background' });
await until('the end of all pods', async () => (await core.listNamespacedPod({ namespace })).items.length === 0);
await refused(404, 'NotFound', batch.readNamespacedJob({ namespace, name: 'doomed' }));

// What is wrong is refused with all its causes.
const wrong = job('wrong', 'true', { parallelism: -1, completions: -2 });
const answer = await refused(422, 'Invalid', batch.createNamespacedJob({ namespace, body: wrong }));
assert.deepEqual(answer.details.causes.map((cause) => cause.field).sort(), ['spec.completions', 'spec.parallelism']);
