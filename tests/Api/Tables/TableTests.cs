using System.Text.Json.Nodes;
using JobFlows.Api.Tests.Fakes;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Tests.Tables;

public sealed class TableTests
{
    private const string Accept = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

    [Fact]
    public async Task Jobs_AsTable_HaveKubectlsColumnsAndCells()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PutAsync(ResourceTypes.Jobs, Job("pi", host.Time.GetUtcNow()) with
        {
            Status = new JobStatus { StartTime = host.Time.GetUtcNow(), Succeeded = 2 },
        });
        host.Time.Advance(TimeSpan.FromSeconds(95));

        var (code, table) = await host.GetAsync("/apis/batch/v1/namespaces/default/jobs", Accept);

        Assert.Equal(200, code);
        Assert.Equal(("Table", "meta.k8s.io/v1"), ((string)table["kind"]!, (string)table["apiVersion"]!));
        Assert.Equal(
            "Name:0 Status:0 Completions:0 Duration:0 Age:0 Containers:1 Images:1 Selector:1",
            string.Join(' ', table["columnDefinitions"]!.AsArray().Select(c => $"{c!["name"]}:{c["priority"]}")));
        Assert.Equal("name", (string)table["columnDefinitions"]![0]!["format"]!);
        Assert.Equal("pi|Running|2/5|95s|95s|a,b|x,y|job=pi", Cells(table["rows"]![0]!));
        Assert.Equal(("PartialObjectMetadata", "pi"), ((string)table["rows"]![0]!["object"]!["kind"]!, (string)table["rows"]![0]!["object"]!["metadata"]!["name"]!));
        Assert.NotNull(table["metadata"]!["resourceVersion"]);
    }

    [Theory]
    [InlineData("Complete", "Complete")]
    [InlineData("Failed", "Failed")]
    [InlineData("Suspended", "Suspended")]
    [InlineData("FailureTarget", "FailureTarget")]
    [InlineData("Other", "Running")]
    public async Task JobStatus_Condition_Decides(string condition, string shown)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PutAsync(ResourceTypes.Jobs, Job("j", host.Time.GetUtcNow()) with
        {
            Status = new JobStatus { Conditions = [new JobCondition { Type = condition, Status = "True" }] },
        });

        var (_, table) = await host.GetAsync("/apis/batch/v1/namespaces/default/jobs/j", Accept);

        Assert.Equal(shown, (string)table["rows"]![0]!["cells"]![1]!);
    }

    [Theory]
    [InlineData("None", null)]
    [InlineData("Metadata", "PartialObjectMetadata")]
    [InlineData("Object", "Job")]
    public async Task IncludeObject_Decides_WhatRowsCarry(string include, string? kind)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PutAsync(ResourceTypes.Jobs, Job("j", host.Time.GetUtcNow()));

        var (_, table) = await host.GetAsync($"/apis/batch/v1/jobs?includeObject={include}", Accept);

        Assert.Equal(kind, (string?)table["rows"]![0]!["object"]?["kind"]);
    }

    [Fact]
    public async Task Events_AsTable_ReadTheSameFromBothGroups()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PutAsync(ResourceTypes.Events, new Event
        {
            Metadata = new ObjectMeta { Name = "e", CreationTimestamp = host.Time.GetUtcNow() },
            InvolvedObject = new ObjectReference { Kind = "Job", Name = "pi", Uid = "u" },
            Type = "Normal",
            Reason = "Completed",
            Message = "Job completed\n",
            Source = new EventSource { Component = "job-controller" },
            FirstTimestamp = host.Time.GetUtcNow(),
            LastTimestamp = host.Time.GetUtcNow(),
            Count = 3,
        });
        host.Time.Advance(TimeSpan.FromMinutes(11));

        var (_, core) = await host.GetAsync("/api/v1/namespaces/default/events", Accept);
        var (_, other) = await host.GetAsync("/apis/events.k8s.io/v1/namespaces/default/events", Accept);

        Assert.Equal("11m|Normal|Completed|job/pi||job-controller|Job completed|11m|3|e", Cells(core["rows"]![0]!));
        Assert.Equal(Cells(core["rows"]![0]!), Cells(other["rows"]![0]!));
    }

    [Fact]
    public async Task CronJobs_AsTable_ShowSuspendAndLastSchedule()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PutAsync(ResourceTypes.CronJobs, new CronJob
        {
            Metadata = new ObjectMeta { Name = "c", CreationTimestamp = host.Time.GetUtcNow() },
            Spec = new CronJobSpec { Schedule = "* * * * *", Suspend = false },
        });

        var (_, table) = await host.GetAsync("/apis/batch/v1/cronjobs", Accept);

        Assert.Equal("c|* * * * *|<none>|False|0|<none>|0s|||<none>", Cells(table["rows"]![0]!));
    }

    private static string Cells(JsonNode row) => string.Join('|', row["cells"]!.AsArray().Select(c => c!.ToString()));

    private static Job Job(string name, DateTimeOffset created) => new()
    {
        Metadata = new ObjectMeta { Name = name, CreationTimestamp = created },
        Spec = new JobSpec
        {
            Completions = 5,
            Selector = new LabelSelector { MatchLabels = new Dictionary<string, string> { ["job"] = name } },
            Template = new PodTemplateSpec { Spec = new PodSpec { Containers = [new Container { Name = "a", Image = "x" }, new Container { Name = "b", Image = "y" }] } },
        },
    };
}
