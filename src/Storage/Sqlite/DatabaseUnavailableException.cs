namespace JobFlows.Storage.Sqlite;

/// <summary>A database could not be opened: the message says which, and why, to the person who chose the path.</summary>
public sealed class DatabaseUnavailableException(string path, string reason, Exception inner)
    : Exception($"cannot open the database {path}: {reason}", inner)
{
    /// <summary>The database file.</summary>
    public string Path { get; } = path;
}
