using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Strategies;

namespace JobFlows.Domain.Tests.Strategies;

public class JobValidationTests
{
    private static readonly JobStrategy Strategy = new();

    private static readonly Dictionary<string, (Func<Job> Job, string[] Errors)> Cases = new(StringComparer.Ordinal)
    {
        ["a plain Job"] = (Given.PlainJob, []),
        ["an Indexed Job"] = (Given.IndexedJob, []),
        ["nothing at all"] = (() => new Job(),
        [
            "metadata.name: Required value: name or generateName is required",
            "spec.template.spec.containers: Required value",
            "spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\"",
        ]),
        ["restart policy Always"] = (() => Given.PlainJob().WithPod(pod => pod with { RestartPolicy = "Always" }),
            ["spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\""]),
        ["restart policy missing"] = (() => Given.PlainJob().WithPod(pod => pod with { RestartPolicy = null }),
            ["spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\""]),
        ["restart policy unknown"] = (() => Given.PlainJob().WithPod(pod => pod with { RestartPolicy = "X" }),
        [
            "spec.template.spec.restartPolicy: Unsupported value: \"X\": supported values: \"Always\", \"OnFailure\", \"Never\"",
            "spec.template.spec.restartPolicy: Unsupported value: \"X\": supported values: \"OnFailure\", \"Never\"",
        ]),
        ["failure policy with OnFailure"] = (() => Given.PlainJob().With(FailurePolicy(OnCode("Ignore"))).WithPod(pod => pod with { RestartPolicy = "OnFailure" }),
            ["spec.template.spec.restartPolicy: Invalid value: \"OnFailure\": only \"Never\" is supported when podFailurePolicy is specified"]),
        ["negative numbers"] = (() => Given.PlainJob().With(spec => spec with
        {
            Parallelism = -1,
            Completions = -2,
            ActiveDeadlineSeconds = -3,
            BackoffLimit = -4,
            TtlSecondsAfterFinished = -5,
        }),
        [
            "spec.parallelism: Invalid value: -1: must be greater than or equal to 0",
            "spec.completions: Invalid value: -2: must be greater than or equal to 0",
            "spec.activeDeadlineSeconds: Invalid value: -3: must be greater than or equal to 0",
            "spec.backoffLimit: Invalid value: -4: must be greater than or equal to 0",
            "spec.ttlSecondsAfterFinished: Invalid value: -5: must be greater than or equal to 0",
        ]),
        ["negative numbers per index"] = (() => Given.IndexedJob().With(spec => spec with { BackoffLimitPerIndex = -1, MaxFailedIndexes = -2 }),
        [
            "spec.backoffLimitPerIndex: Invalid value: -1: must be greater than or equal to 0",
            "spec.maxFailedIndexes: Invalid value: -2: must be greater than or equal to 0",
        ]),
        ["as many failed indexes as there are"] = (() => Given.IndexedJob().With(spec => spec with { BackoffLimitPerIndex = 0, MaxFailedIndexes = 3 }), []),
        ["as many indexes as need no limit"] = (
            () => Given.IndexedJob().With(spec => spec with { Parallelism = 100_000, Completions = 100_000, BackoffLimitPerIndex = 0 }), []),
        ["a manager as long as may be"] = (() => Given.PlainJob().With(spec => spec with { ManagedBy = "acme.io/" + new string('m', 55) }), []),
        ["an empty restart policy"] = (() => Given.PlainJob().WithPod(pod => pod with { RestartPolicy = "" }),
            ["spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\""]),
        ["an Indexed Job of nothing, with a long name"] = (() => Named(Given.IndexedJob(), new string('a', 61)).With(spec => spec with { Completions = 0, Parallelism = 0 }), []),
        ["a selector of one's own that is malformed"] = (
            () => Given.PlainJob().With(spec => spec with
            {
                ManualSelector = true,
                Selector = new() { MatchLabels = Map("app", "pi"), MatchExpressions = [new() { Key = "app", Operator = "Near" }] },
            }),
            ["spec.selector.matchExpressions[0].operator: Invalid value: \"Near\": not a valid selector operator"]),
        ["what a template may not be"] = (
            () => Given.PlainJob().With(spec => spec with
            {
                Template = spec.Template! with
                {
                    Metadata = new() { Labels = Map("a b", "c"), Annotations = new Dictionary<string, string> { ["a b"] = "c", ["jobflows.io/start-deadline"] = "soon" } },
                    Spec = spec.Template.Spec! with { EphemeralContainers = [new()] },
                },
            }),
        [
            // The Job has the labels of its template.
            $"metadata.labels: Invalid value: \"a b\": {Validation.Texts.NamePart}",
            $"spec.template.labels: Invalid value: \"a b\": {Validation.Texts.NamePart}",
            $"spec.template.annotations: Invalid value: \"a b\": {Validation.Texts.NamePart}",
            "spec.template.annotations[jobflows.io/start-deadline]: Invalid value: \"soon\": must be a positive duration such as 90s, 10m or 1h30m",
            "spec.template.spec.ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template",
        ]),
        ["ports of a template on the host's network"] = (
            () => Given.PlainJob().WithPod(pod => pod with
            {
                HostNetwork = true,
                EphemeralContainers = [],
                Containers = [pod.Containers![0] with { Ports = [new() { ContainerPortValue = 1 }, new() { ContainerPortValue = 2, HostPort = 3 }] }],
            }),
            ["spec.template.spec.containers[0].ports[1].hostPort: Invalid value: 3: must match `containerPort` when `hostNetwork` is true"]),
        ["unknown completion mode"] = (() => Given.PlainJob().With(spec => spec with { CompletionMode = "Sorted" }),
            ["spec.completionMode: Unsupported value: \"Sorted\": supported values: \"NonIndexed\", \"Indexed\""]),
        ["Indexed without completions"] = (() => Given.IndexedJob().With(spec => spec with { Completions = null }),
            ["spec.completions: Required value: when completion mode is Indexed"]),
        ["too parallel"] = (() => Given.IndexedJob().With(spec => spec with { Parallelism = 100_001, Completions = 100_000 }),
            ["spec.parallelism: Invalid value: 100001: must be less than or equal to 100000 when completion mode is Indexed"]),
        ["very many indexes with limits per index"] = (
            () => Given.IndexedJob().With(spec => spec with { Parallelism = 10_001, Completions = 100_001, BackoffLimitPerIndex = 1 }),
        [
            "spec.maxFailedIndexes: Required value: must be specified when completions is above 100000",
            "spec.parallelism: Invalid value: 10001: must be less than or equal to 10000 when completions are above 100000 and used with backoff limit per index",
        ]),
        ["very many indexes that may fail"] = (() => Given.IndexedJob().With(spec => spec with
        {
            Parallelism = 1,
            Completions = 100_001,
            BackoffLimitPerIndex = 1,
            MaxFailedIndexes = 100_002,
        }),
        [
            "spec.maxFailedIndexes: Invalid value: 100002: must be less than or equal to completions",
            "spec.maxFailedIndexes: Invalid value: 100002: must be less than or equal to 100000",
            "spec.maxFailedIndexes: Invalid value: 100002: must be less than or equal to 10000 when completions are above 100000 and used with backoff limit per index",
        ]),
        ["failed indexes without a limit per index"] = (() => Given.IndexedJob().With(spec => spec with { MaxFailedIndexes = 1 }),
            ["spec.backoffLimitPerIndex: Required value: when maxFailedIndexes is specified"]),
        ["limits per index on a NonIndexed Job"] = (() => Given.PlainJob().With(spec => spec with { BackoffLimitPerIndex = 1, MaxFailedIndexes = 2 }),
        [
            "spec.backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode",
            "spec.maxFailedIndexes: Invalid value: 2: requires indexed completion mode",
        ]),
        ["success policy on a NonIndexed Job"] = (
            () => Given.PlainJob().With(spec => spec with { SuccessPolicy = new SuccessPolicy { Rules = [new() { SucceededCount = 1 }] } }),
            ["spec.successPolicy: Invalid value: {\"rules\":[{\"succeededCount\":1}]}: requires indexed completion mode"]),
        ["pod names that would be too long"] = (() => Named(Given.IndexedJob(), new string('a', 62)),
            [$"metadata.name: Invalid value: \"{new string('a', 62)}\": will not able to create pod with invalid DNS label: {new string('a', 62)}-2"]),
        ["a selector of one's own"] = (
            () => Given.PlainJob().With(spec => spec with { Selector = new LabelSelector { MatchLabels = Map("a", "b") } }),
        [
            "spec.selector: Invalid value: {\"matchLabels\":{\"a\":\"b\",\"batch.kubernetes.io/controller-uid\":\"" + Given.Uid + "\"}}: `selector` not auto-generated",
            "spec.template.metadata.labels: Invalid value: " + GeneratedLabels("pi") + ": `selector` does not match template `labels`",
        ]),
        ["a label that belongs to the controller"] = (() => Given.PlainJob().With(spec => spec with
        {
            Template = spec.Template! with { Metadata = new ObjectMeta { Labels = Map("job-name", "other") } },
        }),
        [
            "spec.template.metadata.labels[job-name]: Invalid value: {\"job-name\":\"other\",\"batch.kubernetes.io/job-name\":\"pi\",\"controller-uid\":\"" + Given.Uid
                + "\",\"batch.kubernetes.io/controller-uid\":\"" + Given.Uid + "\"}: must be 'pi'",
        ]),
        ["a manual selector"] = (() => Given.PlainJob().With(spec => spec with
        {
            ManualSelector = true,
            Selector = new LabelSelector { MatchLabels = Map("app", "pi") },
        }), []),
        ["a manual selector that is missing"] = (() => Given.PlainJob().With(spec => spec with { ManualSelector = true }),
        [
            "spec.selector: Required value",
            "spec.template.metadata.labels: Invalid value: {\"app\":\"pi\"}: `selector` does not match template `labels`",
        ]),
        ["a manager without a domain"] = (() => Given.PlainJob().With(spec => spec with { ManagedBy = "me" }),
            ["spec.managedBy: Invalid value: \"me\": must be a domain-prefixed path (such as \"acme.io/foo\")"]),
        ["a manager with a bad domain and path"] = (() => Given.PlainJob().With(spec => spec with { ManagedBy = "A/b c" }),
        [
            "spec.managedBy: Invalid value: \"A\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
            "spec.managedBy: Invalid value: \"b c\": Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')",
        ]),
        ["a long manager"] = (() => Given.PlainJob().With(spec => spec with { ManagedBy = "acme.io/" + new string('f', 56) }),
            ["spec.managedBy: Too long: may not be more than 63 bytes"]),
        ["an empty manager"] = (() => Given.PlainJob().With(spec => spec with { ManagedBy = "" }), ["spec.managedBy: Required value"]),
        ["replacement before failure, with a failure policy"] = (
            () => Given.PlainJob().With(FailurePolicy(OnCode("Ignore"))).With(spec => spec with { PodReplacementPolicy = "TerminatingOrFailed" }),
            ["spec.podReplacementPolicy: Unsupported value: \"TerminatingOrFailed\": supported values: \"Failed\""]),
        ["unknown replacement policy"] = (() => Given.PlainJob().With(spec => spec with { PodReplacementPolicy = "Never" }),
            ["spec.podReplacementPolicy: Unsupported value: \"Never\": supported values: \"Failed\", \"TerminatingOrFailed\""]),
    };

    private static readonly Dictionary<string, (PodFailurePolicyRule[] Rules, string[] Errors)> FailurePolicies = new(StringComparer.Ordinal)
    {
        ["a rule on exit codes"] = ([OnCode("FailJob")], []),
        ["a rule on conditions"] = ([OnCondition("Ignore", "DisruptionTarget", null)], []),
        ["21 rules"] = ([.. Enumerable.Repeat(OnCode("Count"), 21)],
            ["spec.podFailurePolicy.rules: Too many: 21: must have at most 20 items"]),
        ["no action"] = ([OnCode("")],
            ["spec.podFailurePolicy.rules[0].action: Required value: valid values: [\"Count\" \"FailIndex\" \"FailJob\" \"Ignore\"]"]),
        ["unknown action"] = ([OnCode("Cry")],
            ["spec.podFailurePolicy.rules[0].action: Unsupported value: \"Cry\": supported values: \"Count\", \"FailIndex\", \"FailJob\", \"Ignore\""]),
        ["FailIndex without a limit per index"] = ([OnCode("FailIndex")],
            ["spec.podFailurePolicy.rules[0].action: Invalid value: \"FailIndex\": requires the backoffLimitPerIndex to be set"]),
        ["both kinds of requirement"] = (
            [OnCode("Count") with { OnPodConditions = [new() { Type = "DisruptionTarget", Status = "True" }] }],
            ["spec.podFailurePolicy.rules[0]: Invalid value: specifying both OnExitCodes and OnPodConditions is not supported"]),
        ["no requirement"] = ([new PodFailurePolicyRule { Action = "Count" }],
            ["spec.podFailurePolicy.rules[0]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required"]),
        ["no exit codes"] = ([OnCode("Count", codes: [])],
            ["spec.podFailurePolicy.rules[0].onExitCodes.values: Invalid value: []: at least one value is required"]),
        ["exit codes left out"] = ([new PodFailurePolicyRule { Action = "Count", OnExitCodes = new() { Operator = "In" } }],
            ["spec.podFailurePolicy.rules[0].onExitCodes.values: Invalid value: null: at least one value is required"]),
        ["256 exit codes"] = ([OnCode("Count", codes: [.. Enumerable.Range(1, 256)])],
            ["spec.podFailurePolicy.rules[0].onExitCodes.values: Too many: 256: must have at most 255 items"]),
        ["zero, twice, unordered"] = ([OnCode("Count", codes: [2, 0, 2])],
        [
            "spec.podFailurePolicy.rules[0].onExitCodes.values[1]: Invalid value: 0: must not be 0 for the In operator",
            "spec.podFailurePolicy.rules[0].onExitCodes.values[2]: Duplicate value: 2",
            "spec.podFailurePolicy.rules[0].onExitCodes.values: Invalid value: [2,0,2]: must be ordered",
        ]),
        ["zero for NotIn"] = ([new PodFailurePolicyRule { Action = "Count", OnExitCodes = new() { Operator = "NotIn", Values = [0] } }], []),
        ["unknown operator"] = ([new PodFailurePolicyRule { Action = "Count", OnExitCodes = new() { Operator = "Like", Values = [1] } }],
            ["spec.podFailurePolicy.rules[0].onExitCodes.operator: Unsupported value: \"Like\": supported values: \"In\", \"NotIn\""]),
        ["no operator"] = ([new PodFailurePolicyRule { Action = "Count", OnExitCodes = new() { Values = [1] } }],
            ["spec.podFailurePolicy.rules[0].onExitCodes.operator: Required value: valid values: [\"In\" \"NotIn\"]"]),
        ["unknown container"] = (
            [new PodFailurePolicyRule { Action = "Count", OnExitCodes = new() { Operator = "In", Values = [1], ContainerName = "e" } }],
            ["spec.podFailurePolicy.rules[0].onExitCodes.containerName: Invalid value: \"e\": must be one of the container or initContainer names in the pod template"]),
        ["unknown status"] = ([OnCondition("Count", "Ready", "Maybe")],
            ["spec.podFailurePolicy.rules[0].onPodConditions[0].status: Unsupported value: \"Maybe\": supported values: \"False\", \"True\", \"Unknown\""]),
        ["no condition type"] = ([OnCondition("Count", "", "True")],
        [
            "spec.podFailurePolicy.rules[0].onPodConditions[0].type: Invalid value: \"\": name part must be non-empty",
            "spec.podFailurePolicy.rules[0].onPodConditions[0].type: Invalid value: \"\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
        ]),
        ["21 conditions"] = (
            [new PodFailurePolicyRule { Action = "Count", OnPodConditions = [.. Enumerable.Repeat(new PodFailurePolicyOnPodConditionsPattern { Type = "Ready", Status = "True" }, 21)] }],
            ["spec.podFailurePolicy.rules[0].onPodConditions: Too many: 21: must have at most 20 items"]),
    };

    private static readonly Dictionary<string, (SuccessPolicyRule[] Rules, string[] Errors)> SuccessPolicies = new(StringComparer.Ordinal)
    {
        ["indexes and a count"] = ([new() { SucceededIndexes = "0,2", SucceededCount = 2 }], []),
        ["no rules"] = ([], ["spec.successPolicy.rules: Required value: at least one rules must be specified when the successPolicy is specified"]),
        ["21 rules"] = ([.. Enumerable.Repeat(new SuccessPolicyRule { SucceededCount = 1 }, 21)],
            ["spec.successPolicy.rules: Too many: 21: must have at most 20 items"]),
        ["an empty rule"] = ([new()],
            ["spec.successPolicy.rules[0]: Required value: at least one of succeededCount or succeededIndexes must be specified"]),
        ["an index that is too large"] = ([new() { SucceededIndexes = "0,3" }],
            ["spec.successPolicy.rules[0].succeededIndexes: Invalid value: \"0,3\": error parsing succeededIndexes: too large index: \"3\""]),
        ["unordered indexes"] = ([new() { SucceededIndexes = "2,1" }],
            ["spec.successPolicy.rules[0].succeededIndexes: Invalid value: \"2,1\": error parsing succeededIndexes: non-increasing order, previous: 2, current: 1"]),
        ["a backward interval"] = ([new() { SucceededIndexes = "2-1" }],
            ["spec.successPolicy.rules[0].succeededIndexes: Invalid value: \"2-1\": error parsing succeededIndexes: non-increasing order, previous: 2, current: 1"]),
        ["not a number"] = ([new() { SucceededIndexes = "x" }],
            ["spec.successPolicy.rules[0].succeededIndexes: Invalid value: \"x\": error parsing succeededIndexes: cannot convert string to integer for index: \"x\""]),
        ["three parts"] = ([new() { SucceededIndexes = "0-1-2" }],
            ["spec.successPolicy.rules[0].succeededIndexes: Invalid value: \"0-1-2\": error parsing succeededIndexes: the fragment \"0-1-2\" violates the requirement that an index interval can have at most two parts separated by '-'"]),
        ["too high a count"] = ([new() { SucceededCount = 4 }],
            ["spec.successPolicy.rules[0].succeededCount: Invalid value: 4: must be less than or equal to 3 (the number of specified completions)"]),
        ["more than listed"] = ([new() { SucceededCount = 3, SucceededIndexes = "0-1" }],
            ["spec.successPolicy.rules[0].succeededCount: Invalid value: 3: must be less than or equal to 2 (the number of indexes in the specified succeededIndexes field)"]),
        ["a negative count"] = ([new() { SucceededCount = -1 }],
            ["spec.successPolicy.rules[0].succeededCount: Invalid value: -1: must be greater than or equal to 0"]),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    public static TheoryData<string> FailurePolicyNames => [.. FailurePolicies.Keys];

    public static TheoryData<string> SuccessPolicyNames => [.. SuccessPolicies.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Validate_Job(string name) => AssertErrors(Cases[name].Job(), Cases[name].Errors);

    [Theory]
    [MemberData(nameof(FailurePolicyNames))]
    public void Validate_PodFailurePolicy(string name) =>
        AssertErrors(Given.PlainJob().With(FailurePolicy(FailurePolicies[name].Rules)), FailurePolicies[name].Errors);

    [Theory]
    [MemberData(nameof(SuccessPolicyNames))]
    public void Validate_SuccessPolicy(string name) => AssertErrors(
        Given.IndexedJob().With(spec => spec with { SuccessPolicy = new SuccessPolicy { Rules = SuccessPolicies[name].Rules } }),
        SuccessPolicies[name].Errors);

    [Fact]
    public void Validate_SucceededIndexesOver64KiB_IsTooLong()
    {
        var indexes = string.Join(',', Enumerable.Range(0, 20_000).Select(i => i * 2));
        AssertErrors(
            Given.IndexedJob().With(spec => spec with
            {
                Completions = 100_000,
                SuccessPolicy = new SuccessPolicy { Rules = [new() { SucceededIndexes = indexes }] },
            }),
            ["spec.successPolicy.rules[0].succeededIndexes: Too long: may not be more than 65536 bytes"]);
    }

    private static void AssertErrors(Job job, string[] expected) =>
        Assert.Equal(expected, Strategy.Validate(Strategy.PrepareForCreate(job, Given.Context)).Select(error => error.ToString()));

    private static Func<JobSpec, JobSpec> FailurePolicy(params PodFailurePolicyRule[] rules) =>
        spec => spec with { PodFailurePolicy = new PodFailurePolicy { Rules = rules } };

    private static PodFailurePolicyRule OnCode(string action, int[]? codes = null) => new()
    {
        Action = action,
        OnExitCodes = new() { Operator = "In", Values = codes ?? [1] },
    };

    private static PodFailurePolicyRule OnCondition(string action, string type, string? status) => new()
    {
        Action = action,
        OnPodConditions = [new() { Type = type, Status = status }],
    };

    private static Job Named(Job job, string name) => job with { Metadata = job.Metadata with { Name = name } };

    private static Dictionary<string, string> Map(string key, string value) => new(StringComparer.Ordinal) { [key] = value };

    private static string GeneratedLabels(string name) =>
        $$"""{"app":"pi","job-name":"{{name}}","batch.kubernetes.io/job-name":"{{name}}","controller-uid":"{{Given.Uid}}","batch.kubernetes.io/controller-uid":"{{Given.Uid}}"}""";
}
