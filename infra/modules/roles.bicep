// What the app's identity may do, and no more.
param principalId string
param storageAccount string
param insights string

// Whether the app makes container groups in this resource group.
param containerGroups bool

// The Functions host takes leases and writes its own blobs, which needs Owner; queues and tables are Durable Task's and JobFlows'.
var storageRoles = {
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fbe8'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}
// Azure Container Instances Contributor Role: reads and writes container groups, and nothing else.
var containerInstancesContributor = '5d977122-f97e-4b4d-a52f-6b43003ddb4d'
var metricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageAccount
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insights
}

resource onStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in items(storageRoles): {
  name: guid(account.id, principalId, role.value)
  scope: account
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
  }
}]

resource onInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(component.id, principalId, metricsPublisher)
  scope: component
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', metricsPublisher)
  }
}

resource onContainerGroups 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (containerGroups) {
  name: guid(resourceGroup().id, principalId, containerInstancesContributor)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', containerInstancesContributor)
  }
}
