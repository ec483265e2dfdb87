#!/usr/bin/env bash
# Puts JobFlows into an Azure resource group, or takes it away again. infra/deploy.sh --help says how.
set -euo pipefail

usage() {
    cat <<'END'
usage: infra/deploy.sh dev|prod RESOURCE_GROUP [LOCATION]    create or update the resources and deploy the app
       infra/deploy.sh delete RESOURCE_GROUP                 delete the resource group with everything in it; asks first

With a LOCATION the resource group is created where it is missing. Needs the Azure CLI, signed in (az login); to deploy also the .NET SDK 10,
a package source with the Azure packages, and zip.

Environment:
  JOBFLOWS_AUDIENCE     the application ID of the app registration (docs/deploy.md, step 2); needed to deploy
  JOBFLOWS_PODS         what runs the pods: queue (default), workers; or aci, Azure Container Instances
  JOBFLOWS_ACI_SUBNET   with aci: the resource ID of the subnet that container groups are in; default none
  JOBFLOWS_SHARED_KEY   true lets workers sign in with a key or a shared access signature; default false
END
}

complain() {
    echo "deploy.sh: $1" >&2
    exit 2
}

need() {
    for tool in "$@"; do
        command -v "$tool" >/dev/null || complain "$tool is needed"
    done
}

case ${1:-} in
    -h | --help)
        usage
        exit 0
        ;;
    delete)
        [ $# -eq 2 ] || complain "usage: infra/deploy.sh delete RESOURCE_GROUP"
        need az
        exec az group delete --name "$2"
        ;;
    dev | prod)
        if [ $# -lt 2 ] || [ $# -gt 3 ]; then
            complain "usage: infra/deploy.sh dev|prod RESOURCE_GROUP [LOCATION]"
        fi
        ;;
    *)
        usage >&2
        exit 2
        ;;
esac

[ -n "${JOBFLOWS_AUDIENCE:-}" ] || complain "JOBFLOWS_AUDIENCE is needed: the application ID of the app registration (docs/deploy.md, step 2)"
need az dotnet zip
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
group=$2
package=$(mktemp -d)
trap 'rm -rf "$package"' EXIT

# First, for it needs nothing of Azure and costs nothing when it fails.
dotnet publish "$root/src/Functions" -c Release -p:AzureSdk=packages -o "$package/app"
(cd "$package/app" && zip -qr ../app.zip .)

if [ $# -eq 3 ]; then
    az group create --name "$group" --location "$3" --output none
fi

az deployment group create --resource-group "$group" --name jobflows --parameters "$root/infra/$1.bicepparam" --output none
result() {
    az deployment group show --resource-group "$group" --name jobflows --query "properties.outputs.$1.value" --output tsv
}

app=$(result app)
az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$package/app.zip" --output none
echo "storage account: $(result storageAccount)"
echo "JobFlows ready: $(result url)"
