namespace JobFlows.Pods.Aci.Logs;

/// <summary>Cuts text at line feeds alone: what else counts as a line break to .NET belongs to the text.</summary>
internal static class Lines
{
    /// <summary>The lines; the last one need not end with a line feed.</summary>
    public static Enumerator EnumerateLinesOf(this ReadOnlySpan<char> text) => new(text);

    /// <summary>Goes over the lines.</summary>
    internal ref struct Enumerator(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> rest = text;

        /// <summary>The line.</summary>
        public ReadOnlySpan<char> Current { get; private set; }

        /// <summary>What <c>foreach</c> goes over.</summary>
        public readonly Enumerator GetEnumerator() => this;

        /// <summary>Goes on to the next line.</summary>
        public bool MoveNext()
        {
            if (rest.IsEmpty)
            {
                return false;
            }

            var end = rest.IndexOf('\n');
            Current = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            return true;
        }
    }
}
