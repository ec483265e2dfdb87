// What the scenarios share: the client of the server that KUBECONFIG names, the namespace to work in, and waiting.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import * as k8s from '@kubernetes/client-node';

export const config = new k8s.KubeConfig();
config.loadFromDefault();

export const core = config.makeApiClient(k8s.CoreV1Api);
export const batch = config.makeApiClient(k8s.BatchV1Api);
export const namespace = process.argv[2];

/** Waits until the condition holds. */
export async function until(what, condition) {
    const deadline = Date.now() + 30_000;
    for (;;) {
        const answer = await condition();
        if (answer) {
            return answer;
        }

        assert.ok(Date.now() < deadline, `waited in vain for ${what}`);
        await pause(20);
    }
}

/** The call has to be refused with this code and reason. */
export async function refused(code, reason, call) {
    const error = await call.then(() => assert.fail(`was accepted, not refused with ${reason}`), (e) => e);
    assert.equal(error.code, code, String(error));
    const status = typeof error.body === 'string' ? JSON.parse(error.body) : error.body;
    assert.equal(status.kind, 'Status');
    assert.equal(status.reason, reason);
    return status;
}

/** A Job of one container that runs a command of the shell. */
export function job(name, script, spec = {}) {
    return {
        metadata: { name, labels: { app: name } },
        spec: {
            ...spec,
            template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'busybox:1.36', command: ['/bin/sh', '-c', script] }] } },
        },
    };
}

export function patchedBy(strategy) {
    return k8s.setHeaderOptions('Content-Type', strategy);
}
