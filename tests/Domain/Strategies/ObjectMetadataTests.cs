using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Strategies;

namespace JobFlows.Domain.Tests.Strategies;

public class ObjectMetadataTests
{
    private static readonly ConfigMapStrategy Strategy = new();

    private static readonly Dictionary<string, (ObjectMeta Meta, string[] Errors)> Creates = new(StringComparer.Ordinal)
    {
        ["plain"] = (new() { Name = "a.b" }, []),
        ["no name"] = (new(), ["metadata.name: Required value: name or generateName is required"]),
        ["a prefix with a dash"] = (new() { GenerateName = "a-" }, []),
        ["a bad namespace"] = (new() { Name = "a", Namespace = "b.c" }, ["metadata.namespace: Invalid value: \"b.c\": must not contain dots"]),
        ["a long name"] = (new() { Name = new string('a', 254) },
            [$"metadata.name: Invalid value: \"{new string('a', 254)}\": must be no more than 253 characters"]),
        ["a long label"] = (new() { Name = "a", Labels = Map("k", new string('v', 64)) },
            [$"metadata.labels: Invalid value: \"{new string('v', 64)}\": must be no more than 63 bytes"]),
        ["a label key without a name"] = (new() { Name = "a", Labels = Map("acme.io/", "v") },
        [
            "metadata.labels: Invalid value: \"acme.io/\": name part must be non-empty",
            "metadata.labels: Invalid value: \"acme.io/\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
        ]),
        ["a label key with two slashes"] = (new() { Name = "a", Labels = Map("a/b/c", "v") },
            ["metadata.labels: Invalid value: \"a/b/c\": a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"]),
        ["an annotation in capitals"] = (new() { Name = "a", Annotations = Map("ACME.io/X", "any text at all") }, []),
        ["annotations of 256 KiB"] = (new() { Name = "a", Annotations = Map("a", new string('x', 262_144)) },
            ["metadata.annotations: Too long: may not be more than 262144 bytes"]),
        ["a prefix and a name"] = (new() { Name = "a", GenerateName = "Bc-" }, [$"metadata.generateName: Invalid value: \"Bc-\": {Validation.Texts.Subdomain}"]),
        ["a prefix of a dash"] = (new() { Name = "a", GenerateName = "-" }, [$"metadata.generateName: Invalid value: \"-\": {Validation.Texts.Subdomain}"]),
        ["a prefix that is wrong"] = (new() { Name = "a", GenerateName = "b_" }, [$"metadata.generateName: Invalid value: \"b_\": {Validation.Texts.Subdomain}"]),
        ["an annotation's key"] = (new() { Name = "a", Annotations = Map("a b", "c") }, [$"metadata.annotations: Invalid value: \"a b\": {Validation.Texts.NamePart}"]),
        ["annotations of almost 256 KiB"] = (new() { Name = "a", Annotations = Map("a", new string('x', 262_143)) }, []),
        ["standard finalizers"] = (new() { Name = "a", Finalizers = ["kubernetes", "orphan"] }, []),
        ["another standard finalizer"] = (new() { Name = "a", Finalizers = ["foregroundDeletion"] }, []),
        ["a finalizer of no form"] = (new() { Name = "a", Finalizers = ["a b/c"] },
        [
            $"metadata.finalizers: Invalid value: \"a b/c\": prefix part {Validation.Texts.Subdomain}",
        ]),
        ["owners of which one controls"] = (new() { Name = "a", OwnerReferences = [Owner("x"), Owner("y") with { Controller = false }, Owner("z") with { Controller = null }] }, []),
        ["managed fields without an operation"] = (new() { Name = "a", ManagedFields = [new() { Operation = "", FieldsType = "FieldsV1" }] },
            ["metadata.managedFields[0].operation: Required value: must not be empty"]),
        ["managed fields of nobody"] = (new() { Name = "a", ManagedFields = [new() { Operation = "Apply", FieldsType = "FieldsV1" }] }, []),
        ["managed fields of a long name"] = (new() { Name = "a", ManagedFields = [new() { Operation = "Update", Manager = new string('m', 129) }] },
            ["metadata.managedFields[0].manager: Too long: may not be more than 128 bytes"]),
        ["managed fields of a name just as long as may be"] = (new() { Name = "a", ManagedFields = [new() { Operation = "Update", Manager = new string('m', 128) }] }, []),
        ["a generation below nothing"] = (new() { Name = "a", Generation = -1 }, []),
        ["finalizers"] = (new() { Name = "a", Finalizers = ["acme.io/f", "plain", "orphan", "foregroundDeletion"] },
        [
            "metadata.finalizers: Invalid value: [\"acme.io/f\",\"plain\",\"orphan\",\"foregroundDeletion\"]: finalizer orphan and foregroundDeletion cannot be both set",
            "metadata.finalizers[1]: Invalid value: \"plain\": name is neither a standard finalizer name nor is it fully qualified",
        ]),
        ["an empty owner"] = (new() { Name = "a", OwnerReferences = [new()] },
        [
            "metadata.ownerReferences[0].apiVersion: Required value: must not be empty",
            "metadata.ownerReferences[0].kind: Required value: must not be empty",
            "metadata.ownerReferences[0].name: Required value: must not be empty",
            "metadata.ownerReferences[0].uid: Required value: must not be empty",
        ]),
        ["a version that is none"] = (new() { Name = "a", OwnerReferences = [Owner("J") with { ApiVersion = "a/b/c" }] },
            ["metadata.ownerReferences[0].apiVersion: Invalid value: \"a/b/c\": must be <group>/<version> or <version>"]),
        ["an event as owner"] = (new() { Name = "a", OwnerReferences = [new() { ApiVersion = "v1", Kind = "Event", Name = "e", Uid = "u" }] },
            ["metadata.ownerReferences[0]: Invalid value: {\"apiVersion\":\"v1\",\"kind\":\"Event\",\"name\":\"e\",\"uid\":\"u\"}: /v1, Kind=Event is disallowed from being an owner"]),
        ["two controllers"] = (new() { Name = "a", OwnerReferences = [Owner("x"), Owner("y")] },
            ["metadata.ownerReferences: Invalid value: [{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"name\":\"x\",\"uid\":\"u\",\"controller\":true},{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"name\":\"y\",\"uid\":\"u\",\"controller\":true}]: Only one reference can have Controller set to true. Found \"true\" in references for Job/x and Job/y"]),
        ["managed fields"] = (new() { Name = "a", ManagedFields = [new() { Operation = "Erase", FieldsType = "V2" }] },
        [
            "metadata.managedFields[0].operation: Unsupported value: \"Erase\": supported values: \"Apply\", \"Update\"",
            "metadata.managedFields[0].fieldsType: Invalid value: \"V2\": must be `FieldsV1`",
        ]),
    };

    private static readonly Dictionary<string, (Func<ObjectMeta, ObjectMeta> Old, Func<ObjectMeta, ObjectMeta> Change, string[] Errors)> Updates = new(StringComparer.Ordinal)
    {
        ["labels"] = (meta => meta, meta => meta with { Labels = Map("a", "b") }, []),
        ["identity"] = (meta => meta, meta => meta with { Name = "z", Namespace = "y", Uid = "x" },
        [
            "metadata.name: Invalid value: \"z\": field is immutable",
            "metadata.namespace: Invalid value: \"y\": field is immutable",
            "metadata.uid: Invalid value: \"x\": field is immutable",
        ]),
        ["times"] = (meta => meta, meta => meta with { CreationTimestamp = null, Generation = 9, SelfLink = "x" }, []),
        ["a deletion"] = (meta => meta, meta => meta with { DeletionTimestamp = DateTimeOffset.UnixEpoch, DeletionGracePeriodSeconds = 1 },
        [
            "metadata.deletionTimestamp: Invalid value: \"1970-01-01T00:00:00Z\": field is immutable",
            "metadata.deletionGracePeriodSeconds: Invalid value: 1: field is immutable",
        ]),
        ["a label that is wrong"] = (meta => meta, meta => meta with { Labels = Map("a", "b c"), Finalizers = ["plain"] },
        [
            $"metadata.labels: Invalid value: \"b c\": {Validation.Texts.LabelValue}",
            "metadata.finalizers[0]: Invalid value: \"plain\": name is neither a standard finalizer name nor is it fully qualified",
        ]),
        ["a first finalizer while deleting"] = (
            meta => meta with { DeletionTimestamp = DateTimeOffset.UnixEpoch }, meta => meta with { Finalizers = ["a/b"] },
            ["metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{\"a/b\"}"]),
        ["a deletion taken back"] = (
            meta => meta with { DeletionTimestamp = DateTimeOffset.UnixEpoch, DeletionGracePeriodSeconds = 1, Finalizers = ["a/b"] },
            meta => meta with { DeletionTimestamp = null, DeletionGracePeriodSeconds = null, Finalizers = null }, []),
        ["a finalizer while deleting"] = (
            meta => meta with { DeletionTimestamp = DateTimeOffset.UnixEpoch, Finalizers = ["a/b"] }, meta => meta with { Finalizers = ["a/b", "c/d", "c/c"] },
            ["metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{\"c/c\", \"c/d\"}"]),
    };

    public static TheoryData<string> CreateNames => [.. Creates.Keys];

    public static TheoryData<string> UpdateNames => [.. Updates.Keys];

    [Theory]
    [MemberData(nameof(CreateNames))]
    public void Validate_Metadata(string name) => Assert.Equal(
        Creates[name].Errors,
        Strategy.Validate(Strategy.PrepareForCreate(new ConfigMap { Metadata = Creates[name].Meta }, Given.Context)).Select(error => error.ToString()));

    [Theory]
    [MemberData(nameof(UpdateNames))]
    public void ValidateUpdate_Metadata(string name)
    {
        var (prepare, change, expected) = Updates[name];
        var created = Given.Revisioned(Strategy.PrepareForCreate(new ConfigMap { Metadata = new() { Name = "a" } }, Given.Context));
        var old = created with { Metadata = prepare(created.Metadata) };
        var updated = Strategy.PrepareForUpdate(old, old with { Metadata = change(old.Metadata) });

        Assert.Equal(expected, Strategy.ValidateUpdate(old, updated).Select(error => error.ToString()));
    }

    [Fact]
    public void Validate_NamespaceOnAClusterWideKind_IsForbidden() => Assert.Equal(
        ["metadata.namespace: Forbidden: not allowed on this type"],
        new NodeStrategy().Validate(new Node { Metadata = new() { Name = "n", Namespace = "x" } }).Select(error => error.ToString()));

    [Fact]
    public void ValidateUpdate_RevisionIsNeeded_UnlessTheKindSaysOtherwise()
    {
        var strategy = new ServiceAccountStrategy();
        var old = Given.Revisioned(strategy.PrepareForCreate(new ServiceAccount { Metadata = new() { Name = "a" } }, Given.Context));
        var updated = strategy.PrepareForUpdate(old, old with { Metadata = old.Metadata with { ResourceVersion = null } });

        Assert.Equal(
            ["metadata.resourceVersion: Invalid value: \"\": must be specified for an update"],
            strategy.ValidateUpdate(old, updated).Select(error => error.ToString()));
    }

    private static OwnerReference Owner(string name) => new() { ApiVersion = "batch/v1", Kind = "Job", Name = name, Uid = "u", Controller = true };

    private static Dictionary<string, string> Map(string key, string value) => new(StringComparer.Ordinal) { [key] = value };
}
