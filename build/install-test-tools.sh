#!/usr/bin/env bash
# What the tests use beside the .NET SDK: kubectl, bubblewrap, npm for Azurite and the JavaScript client, podman and a busybox to put into containers. Installed from the distribution
# where they are missing and that is possible; tests that need one that stays missing are skipped and say so.
set -euo pipefail

missing=()
command -v kubectl >/dev/null 2>&1 || missing+=(kubernetes-client)
command -v bwrap >/dev/null 2>&1 || missing+=(bubblewrap)
command -v npm >/dev/null 2>&1 || missing+=(npm)
command -v podman >/dev/null 2>&1 || missing+=(podman runc catatonit busybox-static)

if [ ${#missing[@]} -eq 0 ]; then
    :
elif [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "jobflows: please install ${missing[*]}; some tests are skipped without" >&2
else
    echo "jobflows: installing ${missing[*]} …" >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >/dev/null
    apt-get install -y -qq "${missing[@]}" >/dev/null
fi

# Without it the tests that need it fail, and say why.
bash "$(dirname "${BASH_SOURCE[0]}")/install-azurite.sh" || true
