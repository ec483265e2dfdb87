#!/usr/bin/env bash
# What the tests use beside the .NET SDK: kubectl, bubblewrap, npm for Azurite and the JavaScript client, podman and a busybox to put into containers. Installed from the distribution
# where they are missing and that is possible; tests that need one that stays missing are skipped and say so.
set -euo pipefail

missing=()
command -v kubectl >/dev/null 2>&1 || missing+=(kubernetes-client)
command -v bwrap >/dev/null 2>&1 || missing+=(bubblewrap)
command -v npm >/dev/null 2>&1 || missing+=(npm)
wanted=()
command -v podman >/dev/null 2>&1 || wanted+=(podman runc catatonit busybox-static)

if [ ${#missing[@]} -eq 0 ] && [ ${#wanted[@]} -eq 0 ]; then
    :
elif [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "jobflows: please install ${missing[*]} ${wanted[*]}; some tests are skipped without" >&2
else
    echo "jobflows: installing ${missing[*]} ${wanted[*]} …" >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >/dev/null
    [ ${#missing[@]} -eq 0 ] || apt-get install -y -qq "${missing[@]}" >/dev/null
    [ ${#wanted[@]} -eq 0 ] || apt-get install -y -qq "${wanted[@]}" >/dev/null || echo "jobflows: no containers: their tests are skipped" >&2
fi

# Without it the tests that need it fail, and say why.
bash "$(dirname "${BASH_SOURCE[0]}")/install-azurite.sh" || true
