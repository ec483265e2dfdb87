using JobFlows.Api.Schema;
using JobFlows.Domain.Authorization;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Coordination;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Tests.Schema;

public sealed class TypeSchemaTests
{
    [Theory]
    [InlineData(typeof(Job))]
    [InlineData(typeof(CronJob))]
    [InlineData(typeof(Pod))]
    [InlineData(typeof(Event))]
    [InlineData(typeof(Namespace))]
    [InlineData(typeof(ConfigMap))]
    [InlineData(typeof(Secret))]
    [InlineData(typeof(ServiceAccount))]
    [InlineData(typeof(Node))]
    [InlineData(typeof(Lease))]
    [InlineData(typeof(SelfSubjectAccessReview))]
    [InlineData(typeof(SelfSubjectRulesReview))]
    [InlineData(typeof(Status))]
    [InlineData(typeof(DeleteOptions))]
    public void Of_ApiType_AgreesWithTheSerializer(Type type)
    {
        var seen = new HashSet<TypeSchema>();
        Check(TypeSchema.Of(type));

        void Check(TypeSchema schema)
        {
            if (!seen.Add(schema))
            {
                return;
            }

            if (schema.Element is { } element)
            {
                Check(element);
            }

            if (schema.Kind != SchemaKind.Struct)
            {
                return;
            }

            var written = KubeJson.Context.GetTypeInfo(schema.Type)!.Properties.Select(property => property.Name);
            Assert.Equal(written.Order(), schema.Fields.Select(field => field.Name).Order());
            foreach (var field in schema.Fields)
            {
                Assert.Same(field, schema.Field(field.Name));
                if (field.PatchMergeKey is { } key)
                {
                    Assert.NotNull(field.Type.Element!.Field(key));
                }

                Assert.All(field.ListKeys, name => Assert.NotNull(field.Type.Element!.Field(name)));
                Check(field.Type);
            }
        }
    }

    [Fact]
    public void Of_PodSpec_KnowsHowListsMerge()
    {
        var containers = TypeSchema.Of(typeof(PodSpec)).Field("containers")!;
        Assert.True(containers is { Required: true, PatchMerges: true, PatchMergeKey: "name", ListMerge: ListMerge.Map, Atomic: false });

        var ports = TypeSchema.Of(typeof(Container)).Field("ports")!;
        Assert.Equal(["containerPort", "protocol"], ports.ListKeys);
        Assert.Equal("TCP", TypeSchema.Of(typeof(ContainerPort)).Field("protocol")!.Default);

        Assert.True(TypeSchema.Of(typeof(PodSpec)).Field("tolerations")!.Atomic);
        Assert.True(TypeSchema.Of(typeof(PodSpec)).Field("nodeSelector")!.Atomic);
        Assert.Equal(SchemaKind.MicroTime, TypeSchema.Of(typeof(Event)).Field("eventTime")!.Type.Kind);
    }
}
