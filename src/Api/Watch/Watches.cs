using JobFlows.Api.Answers;
using JobFlows.Api.Errors;
using JobFlows.Api.Listing;
using JobFlows.Api.Negotiation;
using JobFlows.Api.Routing;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Watch;

/// <summary>Answers watches.</summary>
internal static class Watches
{
    /// <summary>How long before a watch ends it is told how far it has come.</summary>
    private static readonly TimeSpan LastBookmark = TimeSpan.FromSeconds(2);

    public static Answer Open(ApiServices services, ApiRequest request, ListOptions options)
    {
        if (AcceptHeader.First(request.Http.Request, "application/json") is null)
        {
            return ApiErrors.NotAcceptable(["application/json;stream=watch"]);
        }

        if (!Lists.Represent(services, request).Try(out var form, out var error))
        {
            return error;
        }

        // Revision 0 and none begin with what there is; sendInitialEvents says so itself.
        var initial = options.SendInitialEvents ?? options.Revision is null or 0;
        if (options.Revision is > 0 and var wanted && wanted > services.Store.Revision)
        {
            var tooLarge = ApiErrors.TooLargeResourceVersion(wanted, services.Store.Revision);
            return options.SendInitialEvents == true ? Fail(new WatchStream(request.Http, form, request.Type), tooLarge, request) : tooLarge;
        }

        var stream = new WatchStream(request.Http, form, request.Type);
        return new Answer.Stream(async _ =>
        {
            stream.Begin();
            await RunAsync(services, request, options, stream, initial);
        });
    }

    private static Answer.Stream Fail(WatchStream stream, Status status, ApiRequest request) => new(async _ =>
    {
        stream.Begin();
        stream.WriteError(status);
        await stream.FlushAsync(request.Aborted);
    });

    private static async Task RunAsync(ApiServices services, ApiRequest request, ListOptions options, WatchStream stream, bool initial)
    {
        var longest = services.Options.MaxWatchDuration;
        var ends = services.Now + (options.Timeout is { } timeout && timeout < longest ? timeout : longest);
        try
        {
            var after = options.Revision is > 0 and var revision ? revision : await services.Store.CatchUpAsync(request.Aborted);
            if (initial)
            {
                after = await SendInitialAsync(services, request, options, stream);
            }

            await stream.FlushAsync(request.Aborted);
            await FollowAsync(services, request, options, stream, after, ends);
        }
        catch (RevisionExpiredException e)
        {
            stream.WriteError(ApiErrors.Expired(e.Message));
            await stream.FlushAsync(request.Aborted);
        }
    }

    /// <summary>Sends the objects there are, and says that they are all; returns the revision they were read at.</summary>
    private static async Task<long> SendInitialAsync(ApiServices services, ApiRequest request, ListOptions options, WatchStream stream)
    {
        var all = options with { Limit = 0, Revision = null, Match = "", Continue = "" };
        if (!(await Lists.ReadAsync(services, request, all)).Try(out var list, out var error))
        {
            throw new InvalidOperationException(error.Message);
        }

        foreach (var item in list.Items)
        {
            stream.Write("ADDED", item);
            if (stream.IsFull)
            {
                await stream.FlushAsync(request.Aborted);
            }
        }

        if (options.SendInitialEvents == true && options.AllowBookmarks)
        {
            stream.WriteBookmark(list.Revision, initialEventsEnd: true);
        }

        return list.Revision;
    }

    private static async Task FollowAsync(
        ApiServices services, ApiRequest request, ListOptions options, WatchStream stream, long after, DateTimeOffset ends)
    {
        var @namespace = request.Path.Namespace ?? (request.Type.Namespaced ? options.Filter.Namespace : null);
        await using var watch = await services.Store.WatchAsync(request.Kind.Storage.Type.Resource, @namespace, after, request.Aborted);
        var bookmark = options.AllowBookmarks ? NextBookmark(services, ends) : DateTimeOffset.MaxValue;
        using var alarm = new Alarm(services.Time, request.Aborted);
        while (true)
        {
            alarm.Set(bookmark < ends ? bookmark : ends);
            if (await NextAsync(watch, alarm, request.Aborted) is { } changes)
            {
                await SendAsync(stream, changes, options, request.Aborted);
            }

            var now = services.Now;
            if (now >= bookmark)
            {
                stream.WriteBookmark(watch.Revision);
                bookmark = NextBookmark(services, ends);
            }

            await stream.FlushAsync(request.Aborted);
            if (now >= ends)
            {
                return;
            }
        }
    }

    /// <summary>From time to time, and once more right before the end: so a client that goes on from there has little to catch up with.</summary>
    private static DateTimeOffset NextBookmark(ApiServices services, DateTimeOffset ends)
    {
        var now = services.Now;
        var regular = now + services.Options.BookmarkInterval;
        var last = ends - LastBookmark;
        return regular < last ? regular : last > now ? last : DateTimeOffset.MaxValue;
    }

    private static async ValueTask SendAsync(WatchStream stream, IReadOnlyList<ObjectChange> changes, ListOptions options, CancellationToken aborted)
    {
        foreach (var change in changes)
        {
            if (WatchTransition.Of(change, options.Filter) is { } seen)
            {
                stream.Write(seen.Type, seen.Object);
                if (stream.IsFull)
                {
                    await stream.FlushAsync(aborted);
                }
            }
        }
    }

    /// <summary>The next changes, or null when the alarm has gone off.</summary>
    private static async Task<IReadOnlyList<ObjectChange>?> NextAsync(IObjectWatch watch, Alarm alarm, CancellationToken aborted)
    {
        try
        {
            return await watch.NextAsync(alarm.Token);
        }
        catch (OperationCanceledException) when (alarm.Token.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            return null;
        }
    }
}
