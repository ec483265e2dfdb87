// An informer of ConfigMaps that writes down everything it tells.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import * as k8s from '@kubernetes/client-node';
import { config, core, namespace, patchedBy, until } from './client.mjs';

export const path = `/api/v1/namespaces/${namespace}/configmaps`;

// Every namespace has a ConfigMap of its own as well.
const labels = { recorded: 'yes' };
const labelSelector = 'recorded=yes';

export class Recorder {
    told = [];
    lists = 0;
    errors = 0;
    stopped = false;

    constructor() {
        this.informer = k8s.makeInformer(config, path, () => {
            this.lists++;
            return core.listNamespacedConfigMap({ namespace, labelSelector });
        }, labelSelector);
        for (const verb of ['add', 'update', 'delete']) {
            this.informer.on(verb, (one) => this.told.push(`${verb} ${one.metadata.name}=${one.data?.value ?? ''}`));
        }

        // As its documentation says: an informer that failed has to be started again. Being stopped is an error to it as well.
        this.informer.on('error', async () => {
            if (!this.stopped) {
                this.errors++;
                await pause(50);
                await this.informer.start();
            }
        });
    }

    async start() {
        this.stopped = false;
        await this.informer.start();
    }

    async stop() {
        this.stopped = true;
        await this.informer.stop();
    }

    /** It has to have told exactly this since it was asked last. */
    async toldExactly(expected, { anyOrder = false } = {}) {
        await until(`${expected.length} changes; so far ${JSON.stringify(this.told)}`, () => this.told.length >= expected.length);
        const told = this.told.splice(0);
        assert.deepEqual(anyOrder ? told.sort() : told, anyOrder ? expected.sort() : expected);
    }

    /** What it holds has to be what the server holds. */
    async holdsEverything() {
        const text = (one) => `${one.metadata.name} ${one.metadata.uid} ${one.metadata.resourceVersion} ${one.data?.value}`;
        const there = (await core.listNamespacedConfigMap({ namespace, labelSelector })).items.map(text).sort();
        assert.deepEqual(this.informer.list(namespace).map(text).sort(), there);
    }
}

export const create = (name, value) => core.createNamespacedConfigMap({ namespace, body: { metadata: { name, labels }, data: { value } } });
export const change = (name, value) => core.patchNamespacedConfigMap({ namespace, name, body: { data: { value } } }, patchedBy(k8s.PatchStrategy.MergePatch));
export const remove = (name) => core.deleteNamespacedConfigMap({ namespace, name });
