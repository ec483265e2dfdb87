#!/usr/bin/env bash
# Mutation testing of Domain: changes its code here and there and looks whether a test notices. docs/mutation.md has the scores.
# Without arguments: all of Domain, with mutants that Stryker makes and build/mutation tries. With folders of src/Domain: those, all by Stryker, which starts
# the tests anew for each mutant: a second each on an idle machine.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
work=$root/tests/Domain/StrykerOutput/latest
report=$work/reports/mutation-report.json
binaries=tests/Domain/bin/Debug/net10.0

# Properties are there to find what nobody thought of; a few of their cases are enough to notice a mutant.
export JOBFLOWS_PROPERTY_CASES=${JOBFLOWS_PROPERTY_CASES:-20}

stryker() {
    (cd "$root/tests/Domain" && exec nice -n 10 dotnet stryker -f "../../build/$1" "${@:2}" -O StrykerOutput/latest) > "$work/stryker.log" 2>&1
}

# Lets Stryker write its report after one small test, and takes the mutated assembly while that runs: it is put back afterwards.
make_mutants() {
    rm -rf "$work/binaries"
    stryker stryker-mutants.json &
    local made=$!
    until grep -qs "Capture mutant coverage" "$work/stryker.log"; do
        kill -0 "$made" 2> /dev/null || return 1
        sleep 1
    done
    cp -r "$root/$binaries" "$work/binaries"
    wait "$made"
}

cd "$root"
dotnet tool restore
mkdir -p "$work"
if [ "$#" -eq 0 ]; then
    dotnet build build/mutation -v q --nologo
    make_mutants || { tail -20 "$work/stryker.log"; exit 1; }
    nice -n 10 dotnet build/mutation/bin/Debug/net10.0/JobFlows.Mutation.dll "$report" "$work/binaries"
else
    patterns=()
    for folder in "$@"; do
        patterns+=(-m "$folder/**/*.cs")
    done
    stryker stryker-config.json "${patterns[@]}" || { tail -20 "$work/stryker.log"; exit 1; }
    dotnet build build/mutation -v q --nologo
    dotnet build/mutation/bin/Debug/net10.0/JobFlows.Mutation.dll "$report"
fi
