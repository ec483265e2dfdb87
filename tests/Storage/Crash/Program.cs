using JobFlows.Storage.Tests.Blobs.Processes;
using JobFlows.Storage.Tests.Crash;

return args switch
{
    ["crashing-writer", var path, var run] => await CrashingWriter.RunAsync(path, run),
    ["blob-writer", var connection, var container, var name, var count] => await BlobWriter.RunAsync(connection, container, name, int.Parse(count)),
    _ => throw new ArgumentException("usage: crashing-writer DATABASE RUN | blob-writer CONNECTION CONTAINER NAME COUNT"),
};
