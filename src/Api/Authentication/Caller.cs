using JobFlows.Api.Kinds;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Authentication;

/// <summary>Who makes a request, and what they may do.</summary>
/// <param name="Name">The user name that SelfSubjectReview tells.</param>
/// <param name="Groups">The user's groups.</param>
/// <param name="Access">What they may do with objects.</param>
public sealed record Caller(string Name, IReadOnlyList<string> Groups, Access Access)
{
    /// <summary>Whoever holds a token that allows everything.</summary>
    public static Caller Administrator { get; } = new("system:admin", ["system:masters", "system:authenticated"], Access.Write);

    /// <summary>Whether they may do this.</summary>
    /// <param name="verb">As discovery names it.</param>
    internal bool May(string verb) => Access == Access.Write || (Access == Access.Read && Verbs.Read.Contains(verb));

    /// <summary>The caller of a request; a host without authentication lets in administrators.</summary>
    internal static Caller Of(HttpContext http) => http.Items[typeof(Caller)] as Caller ?? Administrator;

    internal void Enter(HttpContext http) => http.Items[typeof(Caller)] = this;
}
