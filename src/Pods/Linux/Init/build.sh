#!/usr/bin/env bash
# Makes init-x64 and init-arm64 from init.c; run it after a change. Needs gcc and gcc-aarch64-linux-gnu (Debian's names).
set -euo pipefail
cd "$(dirname "$0")"

make_init() {
    "$1gcc" -Wall -Wextra -Werror -Os -nostdlib -static -ffreestanding -fno-stack-protector -fno-asynchronous-unwind-tables -fno-pie -no-pie "${@:3}" \
        -Wl,--build-id=none -Wl,-z,noseparate-code -Wl,-z,norelro -Wl,-z,noexecstack -s init.c -o "$2"
    "$1strip" -R .comment -R .note.gnu.property -R .gnu.hash "$2"
    chmod 644 "$2"
}

make_init x86_64-linux-gnu- init-x64 -fcf-protection=none
make_init aarch64-linux-gnu- init-arm64
