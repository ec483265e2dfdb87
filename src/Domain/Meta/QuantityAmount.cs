using System.Numerics;

namespace JobFlows.Domain.Meta;

/// <summary>A quantity taken apart: the amount, and the family of suffixes it was written with.</summary>
/// <param name="Nanos">The amount in billionths.</param>
/// <param name="Style">How to write it back.</param>
/// <param name="KeepText">Whether the text it was read from already counts as canonical.</param>
internal readonly record struct QuantityAmount(BigInteger Nanos, QuantityStyle Style, bool KeepText);
