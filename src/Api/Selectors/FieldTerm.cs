namespace JobFlows.Api.Selectors;

/// <summary>One requirement of a field selector: the field equals the value, or doesn't.</summary>
internal sealed record FieldTerm(SelectableField Field, string Value, bool Equal);
