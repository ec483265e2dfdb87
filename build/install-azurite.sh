#!/usr/bin/env bash
# Azurite, the emulator of Azure Storage that tests start, as tests/Azurite/package-lock.json pins it. Does nothing when it is there.
set -euo pipefail

folder=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../tests/Azurite" && pwd)
installed="$folder/node_modules/.installed"
mkdir -p "$folder/../../.build"
exec 9>"$folder/../../.build/azurite.lock"
flock 9
cmp -s "$folder/package-lock.json" "$installed" && exit 0

if ! command -v npm >/dev/null 2>&1; then
    echo "jobflows: npm and Node.js (18 or newer) are needed to install Azurite" >&2
    exit 1
fi

log="$folder/../../.build/azurite.log"
if ! npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi

cp "$folder/package-lock.json" "$installed"
