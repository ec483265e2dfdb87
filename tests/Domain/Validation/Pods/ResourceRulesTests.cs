namespace JobFlows.Domain.Tests.Validation.Pods;

/// <summary>Amounts and claims of resources. Texts are upstream's.</summary>
public sealed class ResourceRulesTests
{
    private static readonly Dictionary<string, (Func<string, IEnumerable<string>> Validate, string Json, string[] Errors)> Cases = new(StringComparer.Ordinal)
    {
        ["resource claims by name"] = (PodErrors.OfSpec, """{"resourceClaims":[{"name":"b","resourceClaimName":"x"},{"name":"a","resourceClaimTemplateName":"x"}],"containers":[{"name":"c","image":"i","resources":{"claims":[{"name":"a"},{"name":"z"},{"name":"a"}]}}]}""",
        [
            "containers[0].resources.claims[1]: Not found: \"z\": must be one of the names in pod.spec.resourceClaims: a, b",
            "containers[0].resources.claims[2]: Duplicate value: \"a\"",
        ]),
        ["huge pages beside memory"] = (PodErrors.OfContainer, """{"resources":{"limits":{"hugepages-2Mi":"4Mi","memory":"1Gi"}}}""", []),
        ["huge pages beside cpu"] = (PodErrors.OfContainer, """{"resources":{"limits":{"hugepages-2Mi":"4Mi","cpu":"1"},"requests":{"hugepages-2Mi":"2Mi"}}}""", ["resources.requests: Invalid value: \"2Mi\": must be equal to hugepages-2Mi limit of 4Mi"]),
        ["huge pages of odd sizes"] = (PodErrors.OfContainer, """{"resources":{"limits":{"hugepages-0":"0","hugepages-x":"1","hugepages--1":"1","cpu":"1"},"requests":{"cpu":"1"}}}""",
        [
            "resources.limits[hugepages-0]: Invalid value: \"0\": 0 is not positive integer multiple of hugepages-0",
            "resources.limits[hugepages-x]: Invalid value: \"1\": 1 is not positive integer multiple of hugepages-x",
            "resources.limits[hugepages--1]: Invalid value: \"1\": 1 is not positive integer multiple of hugepages--1",
            "resources.requests[hugepages-0]: Invalid value: \"0\": 0 is not positive integer multiple of hugepages-0",
            "resources.requests[hugepages-x]: Invalid value: \"1\": 1 is not positive integer multiple of hugepages-x",
            "resources.requests[hugepages--1]: Invalid value: \"1\": 1 is not positive integer multiple of hugepages--1",
        ]),
        ["extended resources"] = (PodErrors.OfContainer, """{"resources":{"limits":{"acme.io/gpu":"2"},"requests":{"acme.io/gpu":"1"}}}""", ["resources.requests: Invalid value: \"1\": must be equal to acme.io/gpu limit of 2"]),
        ["resources that are no resources of containers"] = (PodErrors.OfContainer, """{"resources":{"limits":{"storage":"1","pods":"1500m","services":"1500m","secrets":"1","configmaps":"1","a b":"1","requests.acme.io/x":"1","ephemeral-storage":"0"}}}""",
        [
            "resources.limits[storage]: Invalid value: \"storage\": must be a standard resource for containers",
            "resources.limits[pods]: Invalid value: \"pods\": must be a standard resource for containers",
            "resources.limits[pods]: Invalid value: \"1500m\": must be an integer",
            "resources.limits[services]: Invalid value: \"services\": must be a standard resource for containers",
            "resources.limits[services]: Invalid value: \"1500m\": must be an integer",
            "resources.limits[secrets]: Invalid value: \"secrets\": must be a standard resource for containers",
            "resources.limits[configmaps]: Invalid value: \"configmaps\": must be a standard resource for containers",
            $"resources.limits[a b]: Invalid value: \"a b\": {Texts.NamePart}",
            "resources.limits[a b]: Invalid value: \"a b\": must be a standard resource for containers",
            "resources.limits[requests.acme.io/x]: Invalid value: \"requests.acme.io/x\": doesn't follow extended resource name standard",
            "resources.requests[storage]: Invalid value: \"storage\": must be a standard resource for containers",
            "resources.requests[pods]: Invalid value: \"pods\": must be a standard resource for containers",
            "resources.requests[pods]: Invalid value: \"1500m\": must be an integer",
            "resources.requests[services]: Invalid value: \"services\": must be a standard resource for containers",
            "resources.requests[services]: Invalid value: \"1500m\": must be an integer",
            "resources.requests[secrets]: Invalid value: \"secrets\": must be a standard resource for containers",
            "resources.requests[configmaps]: Invalid value: \"configmaps\": must be a standard resource for containers",
            $"resources.requests[a b]: Invalid value: \"a b\": {Texts.NamePart}",
            "resources.requests[a b]: Invalid value: \"a b\": must be a standard resource for containers",
            "resources.requests[requests.acme.io/x]: Invalid value: \"requests.acme.io/x\": doesn't follow extended resource name standard",
        ]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Validate(string name) => Assert.Equal(Cases[name].Errors, Cases[name].Validate(Cases[name].Json));
}
