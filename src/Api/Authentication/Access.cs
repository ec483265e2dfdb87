namespace JobFlows.Api.Authentication;

/// <summary>What a caller may do with objects. Discovery, and asking about oneself, is open to everyone who gets in.</summary>
public enum Access
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Get, list and watch them, and read logs.</summary>
    Read,

    /// <summary>Everything.</summary>
    Write,
}
