using JobFlows.Engine.Tests.Durability;

namespace JobFlows.Engine.Tests;

/// <summary>This assembly as a program: the process that the kill tests kill.</summary>
internal static class Program
{
    private static Task Main(string[] args) => KillTarget.RunAsync(args[0], int.Parse(args[1]));
}
