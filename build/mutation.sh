#!/usr/bin/env bash
# Mutation testing of Domain: changes its code here and there and looks whether a test notices. docs/mutation.md has the scores.
# Arguments: folders of src/Domain; none for all that decide. One folder takes minutes to hours: every mutant is a test run of its own.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
folders=("$@")
[ "${#folders[@]}" -gt 0 ] || folders=(Indexes Jobs FailurePolicies SuccessPolicies Cron Pods Defaults Strategies Meta Validation)

cd "$root"
dotnet tool restore >/dev/null
results=$root/tests/Domain/StrykerOutput/scores
mkdir -p "$results"

# Properties are there to find what nobody thought of; a few of their cases are enough to notice a mutant.
export JOBFLOWS_PROPERTY_CASES=${JOBFLOWS_PROPERTY_CASES:-20}

cd tests/Domain
for folder in "${folders[@]}"; do
    echo "mutating $folder …"
    nice -n 10 dotnet stryker -f ../../build/stryker-config.json -m "$folder/**/*.cs" -O "StrykerOutput/$folder" > "$results/$folder.log" 2>&1 || { tail -20 "$results/$folder.log"; exit 1; }
    report=StrykerOutput/$folder/reports/mutation-report.json
    killed=$(grep -oE '"status": ?"(Killed|Timeout)"' "$report" | wc -l)
    left=$(grep -oE '"status": ?"(Survived|NoCoverage)"' "$report" | wc -l)
    awk -v folder="$folder" -v killed="$killed" -v left="$left" \
        'BEGIN { printf "| %s | %d | %d | %.1f %% |\n", folder, killed + left, killed, 100 * killed / (killed + left) }'
done
