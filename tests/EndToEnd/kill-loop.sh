#!/usr/bin/env bash
# Runs the kill test ROUNDS times, with the seeds SEED, SEED+1, …; stops at the first failure. JOBFLOWS_KILLS sets the kills in each round (20).
# Usage: tests/EndToEnd/kill-loop.sh ROUNDS SEED
set -euo pipefail

rounds=${1:?how many rounds?} seed=${2:?which seed to begin with?}
project=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/JobFlows.EndToEnd.Tests.csproj
dotnet build "$project" -c Release --nologo -v quiet -clp:ErrorsOnly
for ((round = 0; round < rounds; round++)); do
    echo "round $((round + 1)) of $rounds, seed $((seed + round))"
    JOBFLOWS_KILL_SEED=$((seed + round)) dotnet test "$project" -c Release --no-build --nologo --filter FullyQualifiedName~KillLoopTests --logger "console;verbosity=detailed"
done
