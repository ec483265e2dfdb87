#!/usr/bin/env bash
# What the tests use beside the .NET SDK: kubectl and bubblewrap. Installed from the distribution where they are missing and that is possible;
# tests that need one that stays missing are skipped and say so.
set -euo pipefail

missing=()
command -v kubectl >/dev/null 2>&1 || missing+=(kubernetes-client)
command -v bwrap >/dev/null 2>&1 || missing+=(bubblewrap)
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "jobflows: please install ${missing[*]}; some tests are skipped without" >&2
    exit 0
fi

echo "jobflows: installing ${missing[*]} …" >&2
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq >/dev/null
apt-get install -y -qq "${missing[@]}" >/dev/null
