using System.Reflection;

namespace JobFlows.EndToEnd.Harness;

/// <summary>Where this checkout keeps its things.</summary>
internal static class Checkout
{
    /// <summary>The folder of JobFlows.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of the example Jobs.</summary>
    public static string Examples => Path.Combine(Root, "examples");

    /// <summary>The program, as built in the same configuration as the code that asks; <c>JOBFLOWS_DLL</c> names another one.</summary>
    public static string Program { get; } = FindProgram();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "JobFlows.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"there is no JobFlows.sln above {AppContext.BaseDirectory}");
    }

    private static string FindProgram()
    {
        if (Environment.GetEnvironmentVariable("JOBFLOWS_DLL") is { Length: > 0 } given)
        {
            return Path.GetFullPath(given);
        }

        var configuration = typeof(Checkout).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";
        return Path.Combine(Root, "src", "Cli", "bin", configuration, "net10.0", "jobflows.dll");
    }
}
