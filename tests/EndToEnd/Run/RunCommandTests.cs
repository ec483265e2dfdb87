using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Run;

/// <summary><c>jobflows run</c>.</summary>
public sealed class RunCommandTests
{
    [NeedsFact("perl")]
    public async Task Run_Pi_PrintsTheDigits()
    {
        var result = await RunAsync(Example("pi"));

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899", result.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("job/pi Complete", result.Lines[^1], StringComparison.Ordinal);
        Assert.Contains("1/1 succeeded", result.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Indexed_PrintsEachPodsLinesUnderItsName()
    {
        var result = await RunAsync(Example("indexed"));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(6, result.Lines.Count);
        for (var i = 0; i < 5; i++)
        {
            Assert.Single(result.Lines, line => line.StartsWith($"[indexed-{i}-", StringComparison.Ordinal) && line.EndsWith($"] my index is {i}", StringComparison.Ordinal));
        }

        Assert.StartsWith("job/indexed Complete", result.Lines[^1], StringComparison.Ordinal);
        Assert.Contains("5/5 succeeded", result.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Failing_Exits1AndSaysWhy()
    {
        var result = await RunAsync(Example("failing"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("this goes wrong", result.Output, StringComparison.Ordinal);
        Assert.StartsWith("job/failing Failed", result.Lines[^1], StringComparison.Ordinal);
        Assert.Contains("BackoffLimitExceeded", result.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Broken_Exits2AndShowsEveryError()
    {
        var result = await RunAsync(Example("broken"));

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("unknown field \"spec.backofLimit\"", result.Error, StringComparison.Ordinal);
        Assert.Contains("spec.parallelism", result.Error, StringComparison.Ordinal);
        Assert.Contains("must be greater than or equal to 0", result.Error, StringComparison.Ordinal);
        Assert.Contains("spec.template.spec.restartPolicy", result.Error, StringComparison.Ordinal);
        Assert.Contains("valid values: \"OnFailure\", \"Never\"", result.Error, StringComparison.Ordinal);
        Assert.Contains("spec.template.spec.containers[0].image", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deadline", 1, "Failed (DeadlineExceeded)")]
    [InlineData("per-index", 1, "Failed (FailedIndexes)")]
    [InlineData("pod-failure-policy", 1, "Failed (PodFailurePolicy)")]
    [InlineData("success-policy", 0, "Complete (SuccessPolicy)")]
    [InlineData("ttl", 0, "Complete (CompletionsReached)")]
    [InlineData("work-queue", 0, "Complete (CompletionsReached)")]
    public async Task Run_OtherExamples_EndAsTheySay(string example, int exitCode, string end)
    {
        var result = await RunAsync(Example(example));

        Assert.Equal(exitCode, result.ExitCode);
        Assert.StartsWith($"job/{example} {end}", result.Lines[^1], StringComparison.Ordinal);
    }

    [NeedsFact("bwrap")]
    public async Task Run_OnFailure_RestartsInPlace()
    {
        var result = await RunAsync(Example("on-failure"));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["first try fails", "second try succeeds"], result.Lines.SkipLast(1));
    }

    [NeedsFact("bwrap")]
    public async Task Run_EmptyDir_SharesTheFile()
    {
        var result = await RunAsync(Example("emptydir"));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("[read] hello from the init container", result.Lines);
    }

    [Fact]
    public async Task Run_StandardInput_RunsIt()
    {
        var result = await RunAsync("-", Job("from-stdin", "echo came through the pipe"));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("came through the pipe", result.Lines[0]);
    }

    [Fact]
    public async Task Run_SeveralDocuments_RunsAllJobs()
    {
        const string config = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: words\ndata:\n  word: unused\n";
        var result = await RunAsync("-", string.Join("\n---\n", config, Job("one", "echo from the one"), Job("other", "echo from the other")));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(4, result.Lines.Count);
        Assert.Single(result.Lines, line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^\[one-[a-z0-9]{5}\] from the one$"));
        Assert.Single(result.Lines, line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^\[other-[a-z0-9]{5}\] from the other$"));
        Assert.Single(result.Lines, line => line.StartsWith("job/one Complete", StringComparison.Ordinal));
        Assert.Single(result.Lines, line => line.StartsWith("job/other Complete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_OneOfTwoJobsFails_Exits1()
    {
        var failing = Job("bad", "exit 3").Replace("spec:\n  template", "spec:\n  backoffLimit: 0\n  template", StringComparison.Ordinal);
        var result = await RunAsync("-", string.Join("\n---\n", Job("good", "echo fine"), failing));

        Assert.Equal(1, result.ExitCode);
        Assert.Single(result.Lines, line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^\[good-[a-z0-9]{5}\] fine$"));
    }

    [Theory]
    [InlineData("a file that is not there", null)]
    [InlineData("-", "kind: [")]
    [InlineData("-", "just words")]
    [InlineData("-", "")]
    [InlineData("-", "apiVersion: batch/v1\nkind: Jobs\nmetadata:\n  name: x\n")]
    public async Task Run_NothingToRun_Exits2(string file, string? input)
    {
        var result = await RunAsync(file, input);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
    }

    private static string Example(string name) => Path.Combine(Checkout.Examples, name + ".yaml");

    private static string Job(string name, string script) => $"""
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: {name}
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: main
                  image: busybox:1.36
                  command: ["sh", "-c", "{script}"]
        """;

    private static async Task<CommandResult> RunAsync(string file, string? input = null)
    {
        await using var command = RunningCommand.Start("dotnet", ["exec", Checkout.Program, "run", file], input: input);
        return await command.EndAsync();
    }
}
