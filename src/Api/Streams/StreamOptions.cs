using JobFlows.Api.Errors;
using JobFlows.Api.Routing;
using JobFlows.Workflows.Pods;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Streams;

/// <summary>The query parameters of <c>pods/exec</c> and <c>pods/attach</c>.</summary>
internal static class StreamOptions
{
    /// <summary>Reads them.</summary>
    /// <param name="query">The query.</param>
    /// <param name="container">The container that is meant.</param>
    /// <param name="exec">Whether there has to be a command.</param>
    public static Result<StreamQuery> Read(IQueryCollection query, string container, bool exec)
    {
        var terminal = query.Flag("tty") == true;
        var streams = new StreamQuery
        {
            Container = container,
            Command = exec ? [.. query["command"].Select(word => word ?? "")] : null,
            Input = query.Flag("stdin") == true,
            Output = query.Flag("stdout") == true,
            Errors = !terminal && query.Flag("stderr") == true,
            Terminal = terminal,
        };
        if (!streams.Input && !streams.Output && !streams.Errors)
        {
            return ApiErrors.BadRequest("you must specify at least 1 of stdin, stdout, stderr");
        }

        return streams switch
        {
            { Command: [] } or { Command: ["", ..] } => ApiErrors.BadRequest("you must specify at least one command for the container"),
            { Command: { } words } when words.Any(word => word.Contains('\0')) => ApiErrors.BadRequest("a command can't contain NUL characters"),
            _ => streams,
        };
    }
}
