using System.Reflection;

namespace JobFlows.Mutation;

/// <summary>A test, or one row of a theory.</summary>
internal sealed class TestCase(MethodInfo method, object?[] arguments)
{
    /// <summary>Its class and method.</summary>
    public string Name => $"{method.DeclaringType!.Name}.{method.Name}";

    /// <summary>Runs it.</summary>
    /// <returns>Whether it passed.</returns>
    public bool Run()
    {
        try
        {
            method.Invoke(method.IsStatic ? null : Activator.CreateInstance(method.DeclaringType!), arguments);
            return true;
        }
        catch (TargetInvocationException)
        {
            return false;
        }
    }
}
