namespace JobFlows.Domain.Tests.Validation.Objects;

/// <summary>Events of both sorts. Texts are upstream's.</summary>
public sealed class EventRulesTests
{
    private static readonly Dictionary<string, (Func<string, IEnumerable<string>> Validate, string Json, string[] Errors)> Cases = new(StringComparer.Ordinal)
    {
        ["an event of the new sort"] = (ObjectErrors.OfEvent, """{"metadata":{"name":"e","namespace":"a"},"involvedObject":{"namespace":"b"},"eventTime":"2026-03-04T05:06:07.000000Z","reportingComponent":"a.b/c","reportingInstance":"i","action":"Do","reason":"Why"}""", []),
        ["an event of the new sort that says nothing"] = (ObjectErrors.OfEvent, """{"metadata":{"name":"e","namespace":"a"},"eventTime":"2026-03-04T05:06:07.000000Z"}""",
        [
            "involvedObject.namespace: Invalid value: \"\": does not match event.namespace",
            "reportingComponent: Required value",
            "reportingComponent: Invalid value: \"\": name part must be non-empty",
            $"reportingComponent: Invalid value: \"\": {Texts.NamePart}",
            "reportingInstance: Required value",
            "action: Required value",
            "reason: Required value",
        ]),
        ["an event about a node in kube-system"] = (ObjectErrors.OfEvent, """{"metadata":{"name":"e","namespace":"kube-system"},"eventTime":"2026-03-04T05:06:07.000000Z","reportingComponent":"c","reportingInstance":"i","action":"Do","reason":"Why"}""", []),
        ["an event about a node of the old sort in kube-system"] = (ObjectErrors.OfEvent, """{"metadata":{"name":"e","namespace":"kube-system"}}""", ["involvedObject.namespace: Invalid value: \"\": does not match event.namespace"]),
        ["an event about a node of the new sort"] = (ObjectErrors.OfEvent, """{"metadata":{"name":"e"},"eventTime":"2026-03-04T05:06:07.000000Z","reportingComponent":"c","reportingInstance":"i","action":"Do","reason":"Why"}""", []),
        ["names that aren't paths"] = (ObjectErrors.OfEvent, """{"metadata":{"name":"a/b%c"},"involvedObject":{"namespace":"default"}}""",
        [
            "metadata.name: Invalid value: \"a/b%c\": may not contain '/'",
            "metadata.name: Invalid value: \"a/b%c\": may not contain '%'",
        ]),
        ["a name of dots"] = (ObjectErrors.OfEvent, """{"metadata":{"name":".."},"involvedObject":{"namespace":"default"}}""", ["metadata.name: Invalid value: \"..\": may not be '..'"]),
        ["a name of one dot"] = (ObjectErrors.OfEvent, """{"metadata":{"name":"."},"involvedObject":{"namespace":"default"}}""", ["metadata.name: Invalid value: \".\": may not be '.'"]),
        ["a bad component"] = (ObjectErrors.OfEvent, """{"metadata":{"name":"e"},"involvedObject":{"namespace":"default"},"eventTime":"2026-03-04T05:06:07.000000Z","reportingComponent":"a b","reportingInstance":"i","action":"Do","reason":"Why"}""", [$"reportingComponent: Invalid value: \"a b\": {Texts.NamePart}"]),
        ["an event"] = (ObjectErrors.OfRegardingEvent, """{"metadata":{"name":"e"},"involvedObject":{"namespace":"default"},"eventTime":"2026-03-04T05:06:07.000000Z","type":"Normal","reportingComponent":"c","reportingInstance":"i","action":"Do","reason":"Why","series":{"count":2,"lastObservedTime":"2026-03-04T05:06:07.000000Z"}}""", []),
        ["a warning"] = (ObjectErrors.OfRegardingEvent, """{"metadata":{"name":"e"},"involvedObject":{"namespace":"default"},"eventTime":"2026-03-04T05:06:07.000000Z","type":"Warning","reportingComponent":"c","reportingInstance":"i","action":"Do","reason":"Why","count":0,"source":{"component":"","host":""}}""", []),
        ["an event that says nothing"] = (ObjectErrors.OfRegardingEvent, """{"metadata":{"name":"e"},"involvedObject":{"namespace":"default"}}""",
        [
            "eventTime: Required value",
            "type: Invalid value: \"\": has invalid value: ",
        ]),
        ["an event of the new sort that says little"] = (ObjectErrors.OfRegardingEvent, """{"metadata":{"name":"e"},"involvedObject":{"namespace":"default"},"eventTime":"2026-03-04T05:06:07.000000Z","type":"Odd"}""",
        [
            "reportingController: Required value",
            "reportingController: Invalid value: \"\": name part must be non-empty",
            $"reportingController: Invalid value: \"\": {Texts.NamePart}",
            "reportingInstance: Required value",
            "action: Required value",
            "reason: Required value",
            "type: Invalid value: \"\": has invalid value: Odd",
        ]),
        ["what is deprecated"] = (ObjectErrors.OfRegardingEvent, """{"metadata":{"name":"e"},"involvedObject":{"namespace":"default"},"eventTime":"2026-03-04T05:06:07.000000Z","type":"Normal","reportingComponent":"c","reportingInstance":"i","action":"Do","reason":"Why","firstTimestamp":"2026-03-04T05:06:07Z","lastTimestamp":"2026-03-04T05:06:07Z","count":1,"source":{"component":"c"}}""",
        [
            "firstTimestamp: Invalid value: \"\": needs to be unset",
            "lastTimestamp: Invalid value: \"\": needs to be unset",
            "count: Invalid value: \"\": needs to be unset",
            "source: Invalid value: \"\": needs to be unset",
        ]),
        ["a source that is only a host"] = (ObjectErrors.OfRegardingEvent, """{"metadata":{"name":"e"},"involvedObject":{"namespace":"default"},"eventTime":"2026-03-04T05:06:07.000000Z","type":"Normal","reportingComponent":"c","reportingInstance":"i","action":"Do","reason":"Why","source":{"host":"h"}}""", ["source: Invalid value: \"\": needs to be unset"]),
        ["a series of one"] = (ObjectErrors.OfRegardingEvent, """{"metadata":{"name":"e"},"involvedObject":{"namespace":"default"},"eventTime":"2026-03-04T05:06:07.000000Z","type":"Normal","reportingComponent":"c","reportingInstance":"i","action":"Do","reason":"Why","series":{"count":1}}""",
        [
            "series.count: Invalid value: \"\": should be at least 2",
            "series.lastObservedTime: Required value",
        ]),
        ["a series of nothing"] = (ObjectErrors.OfRegardingEvent, """{"metadata":{"name":"e"},"involvedObject":{"namespace":"default"},"eventTime":"2026-03-04T05:06:07.000000Z","type":"Normal","reportingComponent":"c","reportingInstance":"i","action":"Do","reason":"Why","series":{"lastObservedTime":"2026-03-04T05:06:07.000000Z"}}""", ["series.count: Invalid value: \"\": should be at least 2"]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Validate(string name) => Assert.Equal(Cases[name].Errors, Cases[name].Validate(Cases[name].Json));
}
