using System.Text;
using JobFlows.Domain.Coordination;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Strategies;

namespace JobFlows.Domain.Tests.Strategies;

public class OtherKindsTests
{
    private static readonly Dictionary<string, (ResourceType Type, string Json, string[] Errors)> Cases = new(StringComparer.Ordinal)
    {
        ["a ConfigMap"] = (ResourceTypes.ConfigMaps, """{"metadata":{"name":"a"},"data":{"a.b":"c"},"binaryData":{"d":"AA=="}}""", []),
        ["ConfigMap keys"] = (ResourceTypes.ConfigMaps, """{"metadata":{"name":"a"},"data":{"a b":"c","..":"x","k":"1"},"binaryData":{"k":"AA=="}}""",
        [
            "data[a b]: Invalid value: \"a b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
            "data[..]: Invalid value: \"..\": must not be '..'",
            "data[k]: Invalid value: \"k\": duplicate of key present in binaryData",
        ]),
        ["a ConfigMap of more than 1 MiB"] = (ResourceTypes.ConfigMaps, """{"metadata":{"name":"a"},"data":{"a":""" + "\"" + new string('x', 1_048_577) + "\"}}",
            [": Too long: may not be more than 1048576 bytes"]),
        ["a Secret of more than 1 MiB"] = (ResourceTypes.Secrets, """{"metadata":{"name":"a"},"stringData":{"a":""" + "\"" + new string('x', 1_048_577) + "\"}}",
            ["data: Too long: may not be more than 1048576 bytes"]),
        ["a TLS Secret"] = (ResourceTypes.Secrets, """{"metadata":{"name":"a"},"type":"kubernetes.io/tls","stringData":{"tls.crt":"x"}}""",
            ["data[tls.key]: Required value"]),
        ["a basic-auth Secret"] = (ResourceTypes.Secrets, """{"metadata":{"name":"a"},"type":"kubernetes.io/basic-auth"}""",
            ["data[username]: Required value", "data[password]: Required value"]),
        ["an SSH Secret"] = (ResourceTypes.Secrets, """{"metadata":{"name":"a"},"type":"kubernetes.io/ssh-auth"}""", ["data[ssh-privatekey]: Required value"]),
        ["a docker Secret"] = (ResourceTypes.Secrets, """{"metadata":{"name":"a"},"type":"kubernetes.io/dockerconfigjson","stringData":{".dockerconfigjson":""}}""",
            ["data[.dockerconfigjson]: Invalid value: \"<secret contents redacted>\": unexpected end of JSON input"]),
        ["a token Secret"] = (ResourceTypes.Secrets, """{"metadata":{"name":"a"},"type":"kubernetes.io/service-account-token"}""",
            ["metadata.annotations[kubernetes.io/service-account.name]: Required value"]),
        ["a Namespace"] = (ResourceTypes.Namespaces, """{"metadata":{"name":"a.b"},"spec":{"finalizers":["x"]}}""",
        [
            "metadata.name: Invalid value: \"a.b\": must not contain dots",
            "spec.finalizers: Invalid value: \"x\": name is neither a standard finalizer name nor is it fully qualified",
        ]),
        ["an Event"] = (ResourceTypes.Events, """{"metadata":{"name":"pi.17a","namespace":"a"},"involvedObject":{"namespace":"a"},"reason":"X"}""", []),
        ["an Event about another namespace"] = (ResourceTypes.Events, """{"metadata":{"name":"e","namespace":"a"},"involvedObject":{"namespace":"b"}}""",
            ["involvedObject.namespace: Invalid value: \"b\": does not match event.namespace"]),
        ["an Event about a node"] = (ResourceTypes.Events, """{"metadata":{"name":"e"},"involvedObject":{"kind":"Node"}}""", []),
        ["a Lease"] = (ResourceTypes.Leases, """{"metadata":{"name":"l"},"spec":{"leaseDurationSeconds":0,"leaseTransitions":-1}}""",
        [
            "spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0",
            "spec.leaseTransitions: Invalid value: -1: must be greater than or equal to 0",
        ]),
        ["a Node"] = (ResourceTypes.Nodes, """{"metadata":{"name":"n"},"spec":{"taints":[{"key":"k","effect":"Odd"},{"key":"k"}]},"status":{"capacity":{"cpu":"-1"}}}""",
        [
            "metadata.taints[0].effect: Unsupported value: \"Odd\": supported values: \"NoSchedule\", \"PreferNoSchedule\", \"NoExecute\"",
            "metadata.taints[1].effect: Required value",
            "status.capacity.cpu: Invalid value: \"-1\": must be greater than or equal to 0",
            "status.allocatable.cpu: Invalid value: \"-1\": must be greater than or equal to 0",
        ]),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Validate_Object(string name)
    {
        var (type, json, expected) = Cases[name];
        var strategy = ObjectStrategies.Of(type);

        Assert.Equal(expected, strategy.Validate(strategy.PrepareForCreate(Read(type, json), Given.Context)).Select(error => error.ToString()));
    }

    [Fact]
    public void ConfigMap_Immutable_KeepsItsContents()
    {
        var strategy = new ConfigMapStrategy();
        var old = Given.Revisioned(strategy.PrepareForCreate(
            Given.Read<ConfigMap>("""{"metadata":{"name":"a"},"immutable":true,"data":{"a":"b"},"binaryData":{"c":"AA=="}}"""), Given.Context));

        Assert.Empty(strategy.ValidateUpdate(old, strategy.PrepareForUpdate(old, Given.Read<ConfigMap>(Encoding.UTF8.GetString(KubeJson.Write(old))))));
        Assert.Equal(
            [
                "immutable: Forbidden: field is immutable when `immutable` is set",
                "data: Forbidden: field is immutable when `immutable` is set",
                "binaryData: Forbidden: field is immutable when `immutable` is set",
            ],
            strategy.ValidateUpdate(old, old with { Immutable = null, Data = null, BinaryData = null }).Select(error => error.ToString()));
    }

    [Fact]
    public void Secret_FoldsTextsIntoData_AndKeepsItsType()
    {
        var strategy = new SecretStrategy();
        var secret = Given.Revisioned(strategy.PrepareForCreate(
            Given.Read<Secret>("""{"metadata":{"name":"a"},"data":{"a":"AA==","b":"AA=="},"stringData":{"b":"text"}}"""), Given.Context));

        Assert.Equal("Opaque", secret.Type);
        Assert.Null(secret.StringData);
        Assert.Equal([0], secret.Data!["a"]);
        Assert.Equal("text"u8.ToArray(), secret.Data["b"]);
        Assert.Equal(
            ["type: Invalid value: \"other\": field is immutable"],
            strategy.ValidateUpdate(secret, secret with { Type = "other" }).Select(error => error.ToString()));
    }

    [Fact]
    public void Namespace_IsActive_FinalizedAndLabelled()
    {
        var strategy = new NamespaceStrategy();
        var created = Given.Revisioned(strategy.PrepareForCreate(new Namespace { Metadata = new() { Name = "a" } }, Given.Context));

        Assert.Null(created.Metadata.Namespace);
        Assert.Equal("Active", created.Status!.Phase);
        Assert.Equal(["kubernetes"], created.Spec!.Finalizers);
        Assert.Equal("a", created.Metadata.Labels!["kubernetes.io/metadata.name"]);
        Assert.Equal(
            ["status.Phase: Invalid value: \"Terminating\": may only be 'Active' if `deletionTimestamp` is empty"],
            strategy.ValidateStatusUpdate(created, created with { Status = new() { Phase = "Terminating" } }).Select(error => error.ToString()));
    }

    [Fact]
    public void ServiceAccount_KeepsOnlyTheNamesOfSecrets()
    {
        var account = Given.Read<ServiceAccount>("""{"metadata":{"name":"a"},"secrets":[{"name":"s","namespace":"n","uid":"u"}]}""");

        Assert.Equal(new ObjectReference { Name = "s" }, Assert.Single(new ServiceAccountStrategy().PrepareForCreate(account, Given.Context).Secrets!));
    }

    [Fact]
    public void Lease_CanBeCreatedByPut_AndNeedsARevision()
    {
        var strategy = ObjectStrategies.Of(ResourceTypes.Leases);

        Assert.True(strategy.AllowsCreateOnUpdate);
        Assert.False(strategy.AllowsUnconditionalUpdate);
        Assert.Empty(strategy.Validate(strategy.PrepareForCreate(new Lease { Metadata = new() { Name = "l" } }, Given.Context)));
    }

    [Fact]
    public void EveryKind_HasOneStrategy() =>
        Assert.Equal(ObjectStrategies.All.Count, ObjectStrategies.All.Select(strategy => strategy.Type).Distinct().Count());

    private static KubeObject Read(ResourceType type, string json) => type.Kind switch
    {
        "ConfigMap" => Given.Read<ConfigMap>(json),
        "Secret" => Given.Read<Secret>(json),
        "Namespace" => Given.Read<Namespace>(json),
        "Event" => Given.Read<Event>(json),
        "Lease" => Given.Read<Lease>(json),
        "Node" => Given.Read<Node>(json),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
