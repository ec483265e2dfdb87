namespace JobFlows.Api.Selectors;

/// <summary>How a label requirement compares.</summary>
internal enum LabelOperator
{
    Exists,
    DoesNotExist,
    In,
    NotIn,
    GreaterThan,
    LessThan,
}
