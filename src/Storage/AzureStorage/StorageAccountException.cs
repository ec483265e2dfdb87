namespace JobFlows.Storage.AzureStorage;

/// <summary>A storage account can't be used, for a reason that whoever configured it can mend. The message has no secret in it.</summary>
public sealed class StorageAccountException(string message, Exception? inner = null) : Exception(message, inner);
