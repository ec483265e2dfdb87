namespace JobFlows.Api.Selectors;

/// <summary>The words and signs of the label selector language.</summary>
internal enum LabelTokenKind
{
    End,
    Identifier,
    In,
    NotIn,
    Not,
    Equal,
    NotEqual,
    Greater,
    Less,
    Open,
    Close,
    Comma,
}
