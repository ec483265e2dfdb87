using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Containers;

/// <summary>Finds the file of a command on this machine.</summary>
internal static class ProgramFile
{
    /// <summary>Looks the command up in PATH unless it has a slash.</summary>
    /// <param name="command">The first word of the command line.</param>
    /// <param name="path">PATH of the container.</param>
    /// <param name="directory">Where a relative path starts.</param>
    /// <param name="problem">When the result is null: why, in the words of a container runtime.</param>
    public static string? Find(string command, string path, string directory, out string problem)
    {
        problem = string.Empty;
        if (command.Contains('/'))
        {
            var file = Path.Combine(directory, command);
            problem = (File.Exists(file), Directory.Exists(file)) switch
            {
                (false, false) => $"exec: \"{command}\": stat {command}: no such file or directory",
                (false, true) => $"exec: \"{command}\": is a directory",
                _ => LibC.CanExecute(file) ? string.Empty : $"exec: \"{command}\": permission denied",
            };
            return problem.Length == 0 ? file : null;
        }

        foreach (var folder in path.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            var file = Path.Combine(directory, folder, command);
            if (command.Length > 0 && File.Exists(file) && LibC.CanExecute(file))
            {
                return file;
            }
        }

        problem = $"exec: \"{command}\": executable file not found in $PATH";
        return null;
    }
}
