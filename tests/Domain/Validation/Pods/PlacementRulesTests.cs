namespace JobFlows.Domain.Tests.Validation.Pods;

/// <summary>Tolerations, spread constraints and affinity. Texts are upstream's.</summary>
public sealed class PlacementRulesTests
{
    private static readonly Dictionary<string, (Func<string, IEnumerable<string>> Validate, string Json, string[] Errors)> Cases = new(StringComparer.Ordinal)
    {
        ["tolerations that may be"] = (PodErrors.OfSpec, """{"tolerations":[{"operator":"Exists"},{"key":"k","operator":"Equal","value":"v"},{"key":"k","effect":"NoExecute","tolerationSeconds":1},{"key":"k","operator":"","effect":"PreferNoSchedule"},{"key":"k","effect":"NoSchedule"}]}""", []),
        ["tolerations that may not be"] = (PodErrors.OfSpec, """{"tolerations":[{"key":"a b","operator":"Exists"},{"key":"k","value":"a b"},{"key":"","operator":""},{"key":"k","operator":"Exists","tolerationSeconds":1}]}""",
        [
            $"tolerations[0].key: Invalid value: \"a b\": {Texts.NamePart}",
            $"tolerations[1].operator: Invalid value: \"a b\": {Texts.LabelValue}",
            "tolerations[2].operator: Invalid value: \"\": operator must be Exists when `key` is empty, which means \"match all values and all keys\"",
            "tolerations[3].effect: Invalid value: \"\": effect must be 'NoExecute' when `tolerationSeconds` is set",
        ]),
        ["keys of spread constraints"] = (PodErrors.OfSpec, """{"topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"z","whenUnsatisfiable":"ScheduleAnyway","labelSelector":{"matchLabels":{"a":"b"},"matchExpressions":[{"key":"c","operator":"Exists"}]},"matchLabelKeys":["a","c","d","e f"],"nodeAffinityPolicy":"Honor","nodeTaintsPolicy":"Ignore"},{"maxSkew":1,"topologyKey":"y","whenUnsatisfiable":"DoNotSchedule","minDomains":2,"labelSelector":{"matchLabels":{"a b":"c d"}},"nodeAffinityPolicy":"Odd","nodeTaintsPolicy":"Odd"},{"maxSkew":-1,"topologyKey":"z","whenUnsatisfiable":"DoNotSchedule","minDomains":-1}]}""",
        [
            "topologySpreadConstraints[0].matchLabelKeys[0]: Invalid value: \"a\": exists in both matchLabelKeys and labelSelector",
            "topologySpreadConstraints[0].matchLabelKeys[1]: Invalid value: \"c\": exists in both matchLabelKeys and labelSelector",
            $"topologySpreadConstraints[0].matchLabelKeys[3]: Invalid value: \"e f\": {Texts.NamePart}",
            "topologySpreadConstraints[1].nodeAffinityPolicy: Unsupported value: \"Odd\": supported values: \"Honor\", \"Ignore\"",
            "topologySpreadConstraints[1].nodeTaintsPolicy: Unsupported value: \"Odd\": supported values: \"Honor\", \"Ignore\"",
            $"topologySpreadConstraints[1].labelSelector.matchLabels: Invalid value: \"a b\": {Texts.NamePart}",
            $"topologySpreadConstraints[1].labelSelector.matchLabels: Invalid value: \"c d\": {Texts.LabelValue}",
            "topologySpreadConstraints[2].maxSkew: Invalid value: -1: must be greater than zero",
            "topologySpreadConstraints[2].minDomains: Invalid value: -1: must be greater than zero",
        ]),
        ["required node affinity without terms"] = (PodErrors.OfSpec, """{"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[]}}}}""",
        [
            "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: Required value: must have at least one node selector term",
        ]),
        ["preferred node affinity"] = (PodErrors.OfSpec, """{"affinity":{"nodeAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":101,"preference":{"matchExpressions":[{"key":"a","operator":"Exists","values":["x"]}]}},{"weight":100,"preference":{"matchExpressions":[{"key":"a","operator":"DoesNotExist"},{"key":"a","operator":"NotIn","values":["b c"]},{"key":"a","operator":"Lt","values":["1"]},{"key":"a b","operator":"In","values":["c"]}]}},{"weight":1,"preference":{"matchFields":[{"key":"metadata.name","operator":"In","values":["N"]},{"key":"metadata.name","operator":"NotIn","values":["a","b"]},{"key":"metadata.name","operator":"Exists"},{"key":"metadata.name","operator":"In","values":["n"]}]}}]}}}""",
        [
            "affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 101: must be in the range 1-100",
            "affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchExpressions[0].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
            $"affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[1].preference.matchExpressions[1].values[0]: Invalid value: \"b c\": {Texts.LabelValue}",
            $"affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[1].preference.matchExpressions[3].key: Invalid value: \"a b\": {Texts.NamePart}",
            $"affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[2].preference.matchFields[0].values[0]: Invalid value: \"N\": {Texts.Subdomain}",
            "affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[2].preference.matchFields[1].values: Required value: must be only one value when `operator` is 'In' or 'NotIn' for node field selector",
            "affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[2].preference.matchFields[2].operator: Invalid value: \"Exists\": not a valid selector operator",
        ]),
        ["affinity to pods"] = (PodErrors.OfSpec, """{"affinity":{"podAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKey":"a b","namespaces":["n","N"],"labelSelector":{"matchExpressions":[{"key":"a","operator":"Gt","values":["1"]}]},"namespaceSelector":{"matchLabels":{"a b":"c"}},"matchLabelKeys":["x","y"],"mismatchLabelKeys":["y","z z"]},{"topologyKey":""}],"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":0},{"weight":100,"podAffinityTerm":{"topologyKey":"zone"}}]}}}""",
        [
            "affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchExpressions[0].operator: Invalid value: \"Gt\": not a valid selector operator",
            $"affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespaceSelector.matchLabels: Invalid value: \"a b\": {Texts.NamePart}",
            $"affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespace: Invalid value: \"N\": {Texts.Label}",
            $"affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].mismatchLabelKeys[1]: Invalid value: \"z z\": {Texts.NamePart}",
            "affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys[1]: Invalid value: \"y\": exists in both matchLabelKeys and mismatchLabelKeys",
            $"affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Invalid value: \"a b\": {Texts.NamePart}",
            "affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[1].topologyKey: Required value: can not be empty",
            "affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[1].topologyKey: Invalid value: \"\": name part must be non-empty",
            $"affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[1].topologyKey: Invalid value: \"\": {Texts.NamePart}",
            "affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 0: must be in the range 1-100",
            "affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.topologyKey: Required value: can not be empty",
            "affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.topologyKey: Invalid value: \"\": name part must be non-empty",
            $"affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.topologyKey: Invalid value: \"\": {Texts.NamePart}",
        ]),
        ["affinity away from pods"] = (PodErrors.OfSpec, """{"affinity":{"podAntiAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":101,"podAffinityTerm":{"topologyKey":"zone","mismatchLabelKeys":["a"]}}]}}}""",
        [
            "affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 101: must be in the range 1-100",
            "affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.mismatchLabelKeys: Forbidden: must not be specified when labelSelector is not set",
        ]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Validate(string name) => Assert.Equal(Cases[name].Errors, Cases[name].Validate(Cases[name].Json));
}
