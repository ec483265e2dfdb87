using JobFlows.Storage.Tests.Crash;

return args is ["crashing-writer", var path, var run]
    ? await CrashingWriter.RunAsync(path, run)
    : throw new ArgumentException("usage: crashing-writer DATABASE RUN");
