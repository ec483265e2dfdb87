#!/usr/bin/env bash
# Creates or updates the resources and deploys the app: infra/deploy.sh dev|prod RESOURCE_GROUP [LOCATION]
# Needs the Azure CLI, signed in, and a package source that has the Azure packages.
set -euo pipefail

if [ $# -lt 2 ] || { [ "$1" != dev ] && [ "$1" != prod ]; }; then
    echo "usage: infra/deploy.sh dev|prod RESOURCE_GROUP [LOCATION]" >&2
    exit 2
fi

: "${JOBFLOWS_AUDIENCE:?set it to the application ID of the app registration (docs/deploy.md)}"
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
group=$2

[ $# -lt 3 ] || az group create --name "$group" --location "$3" --output none
az deployment group create --resource-group "$group" --name jobflows --parameters "$root/infra/$1.bicepparam" --output none
app=$(az deployment group show --resource-group "$group" --name jobflows --query properties.outputs.app.value --output tsv)
url=$(az deployment group show --resource-group "$group" --name jobflows --query properties.outputs.url.value --output tsv)

package=$(mktemp -d)
trap 'rm -rf "$package"' EXIT
dotnet publish "$root/src/Functions" -c Release -p:AzureSdk=packages -o "$package/app"
(cd "$package/app" && zip -qr ../app.zip .)
az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$package/app.zip" --output none
echo "JobFlows ready: $url"
