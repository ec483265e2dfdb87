using System.Reflection;

namespace JobFlows.Mutation;

/// <summary>What Stryker.NET compiles into a mutated assembly to turn its mutants on and to tell which were met.</summary>
internal sealed class MutantSwitch
{
    /// <summary>No mutant.</summary>
    public const int None = -1;

    private readonly FieldInfo active;
    private readonly FieldInfo captures;
    private readonly MethodInfo reset;
    private readonly MethodInfo met;

    public MutantSwitch(Assembly mutated)
    {
        var control = mutated.GetTypes().Single(type => type.Name == "MutantControl");
        active = control.GetField("ActiveMutant")!;
        captures = control.GetField("CaptureCoverage")!;
        reset = control.GetMethod("ResetCoverage")!;
        met = control.GetMethod("GetCoverageData")!;
    }

    /// <summary>The mutant that is turned on.</summary>
    public int Active
    {
        set => active.SetValue(null, value);
    }

    /// <summary>Runs something, and says which mutants it met.</summary>
    public IEnumerable<int> MetBy(Action action)
    {
        captures.SetValue(null, true);
        reset.Invoke(null, null);
        action();
        var found = ((IList<int>[])met.Invoke(null, null)!).SelectMany(ids => ids).Distinct().ToList();
        captures.SetValue(null, false);
        return found;
    }
}
