// Typed create, read, list, replace, patch and delete of ConfigMaps, Secrets and Namespaces.
import assert from 'node:assert/strict';
import * as k8s from '@kubernetes/client-node';
import { config, core, namespace, patchedBy, refused, until } from './client.mjs';

// ConfigMaps
const made = await core.createNamespacedConfigMap({ namespace, body: { metadata: { name: 'settings', labels: { app: 'a' } }, data: { colour: 'red', size: '1' } } });
assert.equal(made.kind, 'ConfigMap');
assert.ok(made.metadata.creationTimestamp instanceof Date);
await refused(409, 'AlreadyExists', core.createNamespacedConfigMap({ namespace, body: { metadata: { name: 'settings' } } }));

const read = await core.readNamespacedConfigMap({ namespace, name: 'settings' });
assert.deepEqual(read.data, { colour: 'red', size: '1' });
const replaced = await core.replaceNamespacedConfigMap({ namespace, name: 'settings', body: { ...read, data: { colour: 'blue', size: '1' } } });
assert.notEqual(replaced.metadata.resourceVersion, read.metadata.resourceVersion);
await refused(409, 'Conflict', core.replaceNamespacedConfigMap({ namespace, name: 'settings', body: { ...read, data: {} } }));

const merged = await core.patchNamespacedConfigMap({ namespace, name: 'settings', body: { data: { size: null, shape: 'round' } } }, patchedBy(k8s.PatchStrategy.MergePatch));
assert.deepEqual(merged.data, { colour: 'blue', shape: 'round' });
const patched = await core.patchNamespacedConfigMap(
    { namespace, name: 'settings', body: [{ op: 'replace', path: '/data/colour', value: 'green' }] }, patchedBy(k8s.PatchStrategy.JsonPatch));
assert.deepEqual(patched.data, { colour: 'green', shape: 'round' });
const applied = await core.patchNamespacedConfigMap(
    { namespace, name: 'applied', fieldManager: 'scenario', force: true, body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'applied' }, data: { by: 'apply' } } },
    patchedBy(k8s.PatchStrategy.ServerSideApply));
assert.deepEqual(applied.metadata.managedFields.map((one) => [one.manager, one.operation]), [['scenario', 'Apply']]);

const dry = await core.createNamespacedConfigMap({ namespace, dryRun: 'All', body: { metadata: { name: 'dry' } } });
assert.ok(dry.metadata.uid);
await refused(404, 'NotFound', core.readNamespacedConfigMap({ namespace, name: 'dry' }));

// Every namespace has one of its own.
const own = { namespace, fieldSelector: 'metadata.name!=kube-root-ca.crt' };
const names = (list) => list.items.map((one) => one.metadata.name).sort();
assert.deepEqual(names(await core.listNamespacedConfigMap({ namespace, labelSelector: 'app=a' })), ['settings']);
assert.deepEqual(names(await core.listNamespacedConfigMap({ namespace, fieldSelector: 'metadata.name=applied' })), ['applied']);
const first = await core.listNamespacedConfigMap({ ...own, limit: 1 });
const second = await core.listNamespacedConfigMap({ ...own, limit: 1, _continue: first.metadata._continue });
assert.deepEqual([...names(first), ...names(second)], ['applied', 'settings']);
assert.equal(second.metadata._continue ?? '', '');

await core.deleteNamespacedConfigMap({ namespace, name: 'settings' });
await refused(404, 'NotFound', core.readNamespacedConfigMap({ namespace, name: 'settings' }));
await core.deleteCollectionNamespacedConfigMap(own);
assert.deepEqual(names(await core.listNamespacedConfigMap(own)), []);

// Secrets
const secret = await core.createNamespacedSecret({ namespace, body: { metadata: { name: 'key' }, stringData: { password: 'öpen' } } });
assert.equal(secret.type, 'Opaque');
assert.equal(secret.stringData, undefined);
assert.equal(Buffer.from(secret.data.password, 'base64').toString(), 'öpen');
const fixed = await core.patchNamespacedSecret({ namespace, name: 'key', body: { immutable: true } }, patchedBy(k8s.PatchStrategy.StrategicMergePatch));
assert.equal(fixed.immutable, true);
await refused(422, 'Invalid', core.replaceNamespacedSecret({ namespace, name: 'key', body: { ...fixed, data: {} } }));
assert.deepEqual(names(await core.listNamespacedSecret({ namespace })), ['key']);
await core.deleteNamespacedSecret({ namespace, name: 'key' });
await refused(404, 'NotFound', core.readNamespacedSecret({ namespace, name: 'key' }));

// Namespaces
const space = `${namespace}-inner`;
await core.createNamespace({ body: { metadata: { name: space } } });
assert.equal((await core.readNamespace({ name: space })).status.phase, 'Active');
await core.createNamespacedConfigMap({ namespace: space, body: { metadata: { name: 'content' } } });
assert.ok(names(await core.listConfigMapForAllNamespaces()).includes('content'));
await core.patchNamespace({ name: space, body: { metadata: { labels: { team: 'x' } } } }, patchedBy(k8s.PatchStrategy.MergePatch));
assert.deepEqual(names(await core.listNamespace({ labelSelector: 'team=x' })), [space]);
await core.deleteNamespace({ name: space });
await until('the end of the namespace', async () => (await core.listNamespace({ fieldSelector: `metadata.name=${space}` })).items.length === 0);
assert.ok(!names(await core.listConfigMapForAllNamespaces()).includes('content'));

// The same for kinds that are only known by discovery.
const dynamic = k8s.KubernetesObjectApi.makeApiClient(config);
const thing = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'dynamic', namespace } };
await dynamic.create({ ...thing, data: { one: '1' } });
await dynamic.patch({ ...thing, data: { two: '2' } }, undefined, undefined, 'scenario', undefined, k8s.PatchStrategy.MergePatch);
assert.deepEqual((await dynamic.read(thing)).data, { one: '1', two: '2' });
await dynamic.delete(thing);
await refused(404, 'NotFound', dynamic.read(thing));
