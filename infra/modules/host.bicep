// The function app. Flex Consumption: nothing runs, and nothing is paid for, while there is nothing to do.
param name string
param location string
param identityId string
param clientId string
param storageAccount string
param deploymentContainer string
param insightsConnection string
param tenantId string
param audience string
param maximumInstances int
param instanceMemory int
param pods string
param containerSubnet string

var common = {
  AzureWebJobsStorage__accountName: storageAccount
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${clientId};Authorization=AAD'
  JobFlows__Entra__TenantId: tenantId
  JobFlows__Entra__Audience: audience
  JobFlows__Pods: pods
}

// A timer that has nothing to do would keep the app awake, and so would a queue that nobody writes to.
var ofPods = pods == 'aci' ? {
  JobFlows__Aci__Subscription: subscription().subscriptionId
  JobFlows__Aci__ResourceGroup: resourceGroup().name
  JobFlows__Aci__Location: location
  JobFlows__Aci__Subnet: containerSubnet
  'AzureWebJobs.result.Disabled': 'true'
} : {
  'AzureWebJobs.groups.Disabled': 'true'
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan'
  location: location
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: '${name}-${uniqueString(resourceGroup().id)}'
  location: location
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainer
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstances
        instanceMemoryMB: instanceMemory
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      http20Enabled: true
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(common, ofPods)
  }
}

output app string = app.name
output url string = 'https://${app.properties.defaultHostName}'
