using 'main.bicep'

param name = 'jobflowsdev'
// The application ID of the app registration (docs/deploy.md, step 2).
param audience = readEnvironmentVariable('JOBFLOWS_AUDIENCE')
param instanceMemory = 512
// queue or aci, and a subnet for aci (docs/deploy.md, step 4).
param pods = readEnvironmentVariable('JOBFLOWS_PODS', 'queue')
param containerSubnet = readEnvironmentVariable('JOBFLOWS_ACI_SUBNET', '')
// true for workers that sign in with a key or a shared access signature.
param allowSharedKey = bool(readEnvironmentVariable('JOBFLOWS_SHARED_KEY', 'false'))
