using 'main.bicep'

param name = 'jobflows'
param audience = readEnvironmentVariable('JOBFLOWS_AUDIENCE')
param maximumInstances = 100
param storageSku = 'Standard_ZRS'
param logDays = 90
