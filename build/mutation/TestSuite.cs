using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;

namespace JobFlows.Mutation;

/// <summary>The xunit tests of an assembly, run by reflection: no test host has to start for a mutant. Knows what tests/Domain uses: facts, and theories with
/// inline and member data, without fixtures.</summary>
internal sealed class TestSuite
{
    private TestSuite(MutantSwitch mutants, IReadOnlyList<TestCase> cases) => (Mutants, Cases) = (mutants, cases);

    /// <summary>Turns mutants on.</summary>
    public MutantSwitch Mutants { get; }

    /// <summary>The cases, in an order that is the same each time.</summary>
    public IReadOnlyList<TestCase> Cases { get; }

    /// <summary>Loads the tests and the mutated assembly beside them.</summary>
    /// <param name="folder">Their folder.</param>
    /// <param name="mutant">The mutant that is on from the start, also while static members and theories' data are made.</param>
    public static TestSuite Load(string folder, int mutant = MutantSwitch.None)
    {
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(folder, name.Name + ".dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        var mutants = new MutantSwitch(Assembly("JobFlows.Domain")) { Active = mutant };
        return new TestSuite(mutants, [.. Assembly("JobFlows.Domain.Tests").GetTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(CasesOf)]);

        Assembly Assembly(string name) => AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(folder, name + ".dll"));
    }

    private static IEnumerable<TestCase> CasesOf(Type type) =>
        from method in type.GetMethods().OrderBy(method => method.Name, StringComparer.Ordinal)
        from attribute in method.GetCustomAttributes()
        from row in Rows(attribute, method)
        select new TestCase(method, Fit(row, method.GetParameters()));

    private static IEnumerable<object?[]> Rows(Attribute attribute, MethodInfo method) => attribute.GetType().Name switch
    {
        "FactAttribute" => [[]],
        "InlineDataAttribute" or "MemberDataAttribute" =>
            ((IEnumerable)attribute.GetType().GetMethod("GetData", [typeof(MethodInfo)])!.Invoke(attribute, [method])!).Cast<object?[]>(),
        _ => [],
    };

    /// <summary>The arguments as the method takes them: converted, with defaults, and the rest gathered for <c>params</c>.</summary>
    private static object?[] Fit(object?[] row, ParameterInfo[] parameters)
    {
        var fit = new object?[parameters.Length];
        for (var i = 0; i < fit.Length; i++)
        {
            var type = parameters[i].ParameterType;
            if (parameters[i].IsDefined(typeof(ParamArrayAttribute)) && !(row.Length == fit.Length && type.IsInstanceOfType(row[i])))
            {
                var rest = Array.CreateInstance(type.GetElementType()!, Math.Max(0, row.Length - i));
                Array.Copy(row, Math.Min(i, row.Length), rest, 0, rest.Length);
                fit[i] = rest;
            }
            else
            {
                fit[i] = i < row.Length ? Fit(row[i], Nullable.GetUnderlyingType(type) ?? type) : parameters[i].DefaultValue;
            }
        }

        return fit;
    }

    private static object? Fit(object? value, Type type) =>
        value is IConvertible && !type.IsInstanceOfType(value) && !type.IsEnum ? Convert.ChangeType(value, type, CultureInfo.InvariantCulture) : value;
}
