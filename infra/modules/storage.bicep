// The one storage account: Durable Task's own queues and tables, JobFlows' objects, logs and queues, and the deployed package.
param name string
param location string
param sku string
param allowSharedKey bool

var containers = ['deployment', 'jobflows-objects', 'jobflows-runs']
var queues = ['jobflows-submissions', 'jobflows-submissions-poison', 'jobflows-pods', 'jobflows-pods-poison', 'jobflows-results', 'jobflows-results-poison']

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: take('${name}${uniqueString(resourceGroup().id)}', 24)
  location: location
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
    allowSharedKeyAccess: allowSharedKey
    defaultToOAuthAuthentication: true
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource container 'containers' = [for container in containers: {
      name: container
    }]
  }

  resource queueService 'queueServices' = {
    name: 'default'

    resource queue 'queues' = [for queue in queues: {
      name: queue
    }]
  }

  resource tables 'tableServices' = {
    name: 'default'
  }
}

output account string = account.name
output deploymentContainer string = '${account.properties.primaryEndpoints.blob}deployment'
