using System.Net.Sockets;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Supervision;

/// <summary>Addresses of unix sockets, also where the path is longer than the 107 bytes that an address holds.</summary>
internal sealed class SocketPath : IDisposable
{
    private const int Longest = 100;
    private const int PathOnly = 0x200000;
    private readonly int folder = -1;

    public SocketPath(string path)
    {
        if (path.Length > Longest)
        {
            folder = LibC.Open(Path.GetDirectoryName(path)!, PathOnly | LibC.CloseOnExec, 0);
            path = $"/proc/self/fd/{folder}/{Path.GetFileName(path)}";
        }

        EndPoint = new UnixDomainSocketEndPoint(path);
    }

    /// <summary>Good until this is disposed.</summary>
    public UnixDomainSocketEndPoint EndPoint { get; }

    public void Dispose()
    {
        if (folder >= 0)
        {
            _ = LibC.Close(folder);
        }
    }
}
