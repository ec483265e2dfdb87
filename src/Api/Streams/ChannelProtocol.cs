namespace JobFlows.Api.Streams;

/// <summary>A WebSocket subprotocol of exec and attach. Every message begins with the number of its channel.</summary>
/// <param name="Name">As clients ask for it; empty for those that ask for none.</param>
/// <param name="Version">From 4 on how a command ended is told as a Status; from 5 on a channel can be closed.</param>
/// <param name="IsText">Messages are text: the channel's digit, and data in base64.</param>
internal sealed record ChannelProtocol(string Name, int Version, bool IsText)
{
    public const byte Input = 0;
    public const byte Output = 1;
    public const byte Errors = 2;
    public const byte Outcome = 3;
    public const byte Resize = 4;

    /// <summary>Followed by the number of the channel that is closed (version 5).</summary>
    public const byte Close = 255;

    private static readonly ChannelProtocol[] All =
    [
        new("v5.channel.k8s.io", 5, IsText: false),
        new("v4.channel.k8s.io", 4, IsText: false),
        new("v4.base64.channel.k8s.io", 4, IsText: true),
        new("channel.k8s.io", 1, IsText: false),
        new("base64.channel.k8s.io", 1, IsText: true),
        new("", 1, IsText: false),
    ];

    /// <summary>The first that the client asks for and that there is, or null.</summary>
    public static ChannelProtocol? Choose(IList<string> wanted) =>
        (wanted.Count == 0 ? [""] : wanted).Select(name => All.FirstOrDefault(protocol => protocol.Name == name)).FirstOrDefault(protocol => protocol is not null);

    /// <summary>What a client is told that asks for others only.</summary>
    public static string Refusal(IEnumerable<string> wanted) =>
        $"requested protocol(s) are not supported: [{string.Join(' ', wanted)}]; supports [{string.Join(' ', All.Select(protocol => protocol.Name).Where(name => name.Length > 0))}]";
}
