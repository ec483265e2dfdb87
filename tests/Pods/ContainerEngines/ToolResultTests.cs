using JobFlows.Pods.ContainerEngines;

namespace JobFlows.Pods.Tests.ContainerEngines;

public sealed class ToolResultTests
{
    private const string NotFound = "exec: \"nope\": executable file not found in $PATH";

    [Theory]
    [InlineData("Error: unable to start container 4b: runc: runc create failed: unable to start container process: exec: \"nope\": executable file not found in $PATH: OCI runtime attempted to invoke a command that was not found\n", NotFound)]
    [InlineData("Error: unable to start container \"4b\": crun: executable file `nope` not found in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found\n", NotFound)]
    [InlineData("Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: \"nope\": executable file not found in $PATH: unknown\nError: failed to start containers: 4b\n", NotFound)]
    [InlineData("Error: crun: setrlimit `RLIMIT_NOFILE`: Operation not permitted: OCI permission denied\n", "crun: setrlimit `RLIMIT_NOFILE`: Operation not permitted")]
    public void ExplainStart_WhateverTheTool_SaysTheSame(string errors, string expected)
    {
        Assert.Equal(expected, ToolResult.ExplainStart(errors));
    }

    [Theory]
    [InlineData("", "exit code 125")]
    [InlineData("WARN[0000] something else\nError: no such image\n", "no such image")]
    [InlineData("Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n", "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?")]
    [InlineData("Error response from daemon: Conflict.\n", "Conflict.")]
    public void Problem_IsTheLineThatSaysIt(string errors, string expected)
    {
        Assert.Equal(expected, new ToolResult(125, string.Empty, errors).Problem);
    }

    [Theory]
    [InlineData("""{"Status":"running","Running":true,"Pid":7,"StartedAt":"2026-11-22T23:52:39.41767848Z"}""", true, true)]
    [InlineData("""{"Status":"exited","Running":false,"Pid":0,"ExitCode":3,"StartedAt":"2026-11-22T23:52:39.41767848Z"}""", true, false)]
    [InlineData("""{"Status":"created","Running":false,"Pid":0,"StartedAt":"0001-01-01T00:00:00Z"}""", false, false)]
    public void ContainerState_TellsWhetherItHasRun(string json, bool hasRun, bool isAlive)
    {
        var state = ContainerState.Read(json)!;

        Assert.Equal((hasRun, isAlive), (state.HasRun, state.IsAlive));
    }

    [Theory]
    [InlineData("""[{"Id":"a97","RepoDigests":["localhost/bb@sha256:99"],"Config":{}}]""", "localhost/bb@sha256:99")]
    [InlineData("""[{"Id":"sha256:a97","RepoDigests":[],"Config":{}}]""", "sha256:a97")]
    [InlineData("""[{"Id":"a97","RepoDigests":null,"Config":null}]""", "sha256:a97")]
    public void ImageFacts_ShownId_IsTheDigestIfThereIsOne(string json, string expected)
    {
        Assert.Equal(expected, ImageFacts.Read(json)!.ShownId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("not json")]
    public void Read_SomethingElse_IsNothing(string text)
    {
        Assert.Null(ImageFacts.Read(text));
        Assert.Null(ContainerState.Read(text));
    }
}
