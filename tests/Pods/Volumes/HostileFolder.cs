using System.Diagnostics;

namespace JobFlows.Pods.Tests.Volumes;

/// <summary>A folder for a test, in which shell scripts make what .NET can't name.</summary>
internal sealed class HostileFolder : IDisposable
{
    /// <summary>Folders in folders, each with a name of 200 characters, far past what a path may have.</summary>
    public const string Deep = "name=$(printf 'x%.0s' $(seq 200)); for i in $(seq 300); do mkdir $name; cd -P $name; done; head -c 1000000 /dev/zero > bottom";

    private readonly string root = Directory.CreateTempSubdirectory("volumes-").FullName;

    public HostileFolder(string script)
    {
        Directory.CreateDirectory(Path);
        Directory.CreateDirectory(Outside);
        File.WriteAllText(System.IO.Path.Combine(Outside, "file"), "stays");
        using var shell = Start(script);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }

    /// <summary>The folder that scripts run in.</summary>
    public string Path => System.IO.Path.Combine(root, "folder");

    /// <summary>Another beside it, which has a file.</summary>
    public string Outside => System.IO.Path.Combine(root, "outside");

    /// <summary>Whether the other folder is as it was.</summary>
    public bool IsOutsideUntouched => File.ReadAllText(System.IO.Path.Combine(Outside, "file")) == "stays";

    /// <summary>Starts a script in the folder.</summary>
    public Process Start(string script) => Process.Start(new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = Path })!;

    public void Dispose()
    {
        using var removal = Process.Start("rm", ["-rf", root]);
        removal.WaitForExit();
    }
}
