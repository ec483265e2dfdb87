#!/bin/bash
# Stands for podman where no container can be started: containers are processes of this machine, and every call is written down.
# Called as: fake-tool.sh --root FOLDER VERB ARGUMENTS
set -u
root=$2
shift 2
verb=$1
shift
# In one piece, or calls at the same moment would be mixed.
line="$verb $*"
echo "${line//$'\n'/ }" >> "$root/calls"

fail() {
    echo "Error: $1" >&2
    exit 125
}

image_file() { echo "$root/$1/${2//\//_}"; }

state() {
    echo "{\"Status\":\"$2\",\"Running\":$3,\"OOMKilled\":false,\"Pid\":0,\"ExitCode\":$4,\"StartedAt\":\"$5\"}" > "$root/containers/$1/.new"
    mv "$root/containers/$1/.new" "$root/containers/$1/state"
}

never=0001-01-01T00:00:00Z
past=2026-01-02T03:04:05.678Z
case $verb in
image)
    [ -e "$(image_file images "$2")" ] || fail "$2: image not known"
    echo "[{\"Id\":\"1dea\",\"RepoDigests\":[\"$2@sha256:1dea\"],\"Size\":42,\"Config\":{\"User\":\"\"}}]"
    ;;
pull)
    [ -e "$(image_file registry "$2")" ] || fail "initializing source docker://$2: manifest unknown"
    cp "$(image_file registry "$2")" "$(image_file images "$2")"
    echo 1dea
    ;;
create)
    name= program= directory=/
    variables=()
    while [ "$1" != -- ]; do
        case $1 in
        --name) name=$2; shift ;;
        --entrypoint) program=$2; shift ;;
        --workdir) directory=$2; shift ;;
        --env)
            case $2 in
            *=*) variables+=("$2") ;;
            *) variables+=("$2=${!2}") ;;
            esac
            shift
            ;;
        esac
        shift
    done
    shift 2
    [ -e "$root/refuse-create" ] && fail "$(cat "$root/refuse-create")"
    command=("$program" "$@")
    [ -n "$program" ] || command=("$@")
    mkdir "$root/containers/$name" || fail "the name $name is in use"
    declare -p command variables directory > "$root/containers/$name/spec"
    state "$name" created false 0 $never
    echo "id-of-$name"
    ;;
start)
    name=${!#}
    . "$root/containers/$name/spec"
    cd "$directory" || fail "workdir \"$directory\" does not exist on container $name"
    type -P "${command[0]}" > /dev/null \
        || fail "unable to start container $name: runc: runc create failed: unable to start container process: exec: \"${command[0]}\": executable file not found in \$PATH: OCI runtime attempted to invoke a command that was not found"
    exec 3<&0
    setsid env "${variables[@]}" "${command[@]}" <&3 &
    echo $! > "$root/containers/$name/pid"
    state "$name" running true 0 $past
    wait $!
    code=$?
    state "$name" exited false $code $past
    exit $code
    ;;
kill)
    grep -q '"Running":true' "$root/containers/$3/state" || fail "can only kill running containers"
    kill -s "${2#SIG}" -- -"$(cat "$root/containers/$3/pid")"
    ;;
container)
    cat "$root/containers/$4/state" 2> /dev/null || fail "no such container $4"
    ;;
exec)
    while [ ! -d "$root/containers/$1" ]; do
        [ "$1" = --env ] && { mark=$2; shift; }
        shift
    done
    . "$root/containers/$1/spec"
    shift
    cd "$directory" && exec env "${variables[@]}" "$mark" "$@"
    ;;
ps)
    ls "$root/containers"
    ;;
rm)
    for name in "${@:3}"; do
        [ -d "$root/containers/$name" ] || fail "no such container $name"
        [ -e "$root/containers/$name/pid" ] && kill -s KILL -- -"$(cat "$root/containers/$name/pid")" 2> /dev/null
        rm -r "$root/containers/$name"
    done
    ;;
*)
    fail "unknown verb $verb"
    ;;
esac
exit 0
