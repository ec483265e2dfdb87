namespace JobFlows.Pods.Containers;

/// <summary><c>setpriv</c>, which starts a command as another user.</summary>
internal static class UserTool
{
    private static readonly string[] Places = ["/usr/bin/setpriv", "/bin/setpriv"];

    /// <summary>Its path, in an image's root folder or on the host; null when it is not there.</summary>
    public static string? Find(string? root) => Array.Find(Places, place => File.Exists(root + place));

    /// <summary>What to say when it is not.</summary>
    public static string Advice(string? root) => root is null
        ? "running a container as another user needs setpriv, which is not installed on this machine: apt-get install util-linux, dnf install util-linux or apk add setpriv"
        : $"running a container as another user needs setpriv (util-linux), which the image's root folder {root} does not have";
}
