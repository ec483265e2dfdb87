namespace JobFlows.Bench.Report;

/// <summary>Prints figures as one Markdown table.</summary>
internal static class Table
{
    public static void Print(TextWriter output, IReadOnlyList<Figure> figures)
    {
        string[][] rows = [["scenario", "measured", "figure", "target"], .. figures.Select(one => (string[])[one.Scenario, one.What, one.Value, one.Target])];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        Line(rows[0]);
        Line([.. widths.Select(width => new string('-', width))]);
        foreach (var row in rows.Skip(1))
        {
            Line(row);
        }

        void Line(string[] cells) => output.WriteLine("| " + string.Join(" | ", cells.Select((cell, column) => cell.PadRight(widths[column]))) + " |");
    }
}
