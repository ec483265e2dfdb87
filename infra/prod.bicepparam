using 'main.bicep'

param name = 'jobflows'
param audience = readEnvironmentVariable('JOBFLOWS_AUDIENCE')
param maximumInstances = 100
param storageSku = 'Standard_ZRS'
param logDays = 90
// queue or aci, and a subnet for aci (docs/deploy.md, step 4).
param pods = readEnvironmentVariable('JOBFLOWS_PODS', 'queue')
param containerSubnet = readEnvironmentVariable('JOBFLOWS_ACI_SUBNET', '')
// true for workers that sign in with a key or a shared access signature.
param allowSharedKey = bool(readEnvironmentVariable('JOBFLOWS_SHARED_KEY', 'false'))
