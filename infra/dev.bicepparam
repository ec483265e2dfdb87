using 'main.bicep'

param name = 'jobflowsdev'
// The application ID of the app registration (docs/deploy.md, step 2).
param audience = readEnvironmentVariable('JOBFLOWS_AUDIENCE')
param instanceMemory = 512
