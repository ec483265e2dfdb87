#!/usr/bin/env bash
# Mutation testing of Domain: changes its code here and there and looks whether a test notices. docs/mutation.md has the scores.
# Arguments: folders of src/Domain; none for all that decide. Every mutant is a test run of its own: count on a second for each, and hours for all.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
folders=("$@")
[ "${#folders[@]}" -gt 0 ] || folders=(Indexes Jobs FailurePolicies SuccessPolicies Cron Pods Defaults Strategies Meta Validation)

cd "$root"
dotnet tool restore
patterns=()
for folder in "${folders[@]}"; do
    patterns+=(-m "$folder/**/*.cs")
done

# Properties are there to find what nobody thought of; a few of their cases are enough to notice a mutant.
export JOBFLOWS_PROPERTY_CASES=${JOBFLOWS_PROPERTY_CASES:-20}

cd tests/Domain
nice -n 10 dotnet stryker -f ../../build/stryker-config.json "${patterns[@]}" -O StrykerOutput/latest > stryker.log 2>&1 || { tail -20 stryker.log; exit 1; }

echo "| folder | mutants | noticed | score |"
echo "|---|---|---|---|"
grep -oE '"[^"]*src/Domain/[^"]*\.cs":\{"language"|"status":"[A-Za-z]+"' StrykerOutput/latest/reports/mutation-report.json | awk -F'"' '
    /language/                    { split($2, path, "src/Domain/"); split(path[2], parts, "/"); folder = parts[1] }
    /Killed|Timeout/              { noticed[folder]++; all[folder]++ }
    /Survived|NoCoverage/         { all[folder]++ }
    END { for (folder in all) printf "| %s | %d | %d | %.1f %% |\n", folder, all[folder], noticed[folder], 100 * noticed[folder] / all[folder] }' | sort
