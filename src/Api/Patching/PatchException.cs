using JobFlows.Domain.Meta;

namespace JobFlows.Api.Patching;

/// <summary>Ends a patch from deep inside its recursion; never leaves <see cref="Patching"/>.</summary>
internal sealed class PatchException(Status status) : Exception(status.Message)
{
    /// <summary>The answer.</summary>
    public Status Status { get; } = status;
}
