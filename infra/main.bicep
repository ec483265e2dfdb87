// JobFlows in the cloud: a Flex Consumption function app on one storage account, signed in by a managed identity.
// Not compiled or deployed on the machines that test this repository, which have neither Bicep nor Azure.
targetScope = 'resourceGroup'

@description('The name that every resource begins with: 3 to 11 lower-case letters and digits.')
@minLength(3)
@maxLength(11)
param name string

@description('The region.')
param location string = resourceGroup().location

@description('The Entra ID tenant whose tokens are let in.')
param tenantId string = tenant().tenantId

@description('The app registration that tokens must be meant for: its application ID, or its identifier URI.')
param audience string

@description('How far the app may scale out.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('The memory of an instance, in MB.')
@allowed([512, 2048, 4096])
param instanceMemory int = 2048

@description('What runs the pods: workers that take them from the queue, or Azure Container Instances in this resource group.')
@allowed(['queue', 'aci'])
param pods string = 'queue'

@description('With aci: the resource ID of a subnet, delegated to Microsoft.ContainerInstance/containerGroups, that container groups are in. Empty for none.')
param containerSubnet string = ''

@description('Whether the storage account takes its keys, which workers without an identity need: they sign in with a key or a shared access signature.')
param allowSharedKey bool = false

@description('Storage redundancy: Standard_LRS, Standard_ZRS or Standard_GRS.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS'])
param storageSku string = 'Standard_LRS'

@description('How many days logs are kept.')
@minValue(30)
param logDays int = 30

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-id'
  location: location
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: name
    location: location
    sku: storageSku
    allowSharedKey: allowSharedKey
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: name
    location: location
    days: logDays
  }
}

module roles 'modules/roles.bicep' = {
  name: 'roles'
  params: {
    principalId: identity.properties.principalId
    storageAccount: storage.outputs.account
    insights: monitoring.outputs.insights
    containerGroups: pods == 'aci'
  }
}

module host 'modules/host.bicep' = {
  name: 'host'
  params: {
    name: name
    location: location
    identityId: identity.id
    clientId: identity.properties.clientId
    storageAccount: storage.outputs.account
    deploymentContainer: storage.outputs.deploymentContainer
    insightsConnection: monitoring.outputs.connection
    tenantId: tenantId
    audience: audience
    maximumInstances: maximumInstances
    instanceMemory: instanceMemory
    pods: pods
    containerSubnet: containerSubnet
  }
  dependsOn: [roles]
}

output url string = host.outputs.url
output app string = host.outputs.app
output storageAccount string = storage.outputs.account
