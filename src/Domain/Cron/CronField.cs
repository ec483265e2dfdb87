namespace JobFlows.Domain.Cron;

/// <summary>The values that one field of a schedule allows.</summary>
/// <param name="Values">A bit for each value.</param>
/// <param name="IsOpen">Whether the field says <c>*</c> or <c>?</c>, which decides how the two fields for days go together.</param>
internal readonly record struct CronField(ulong Values, bool IsOpen)
{
    public bool Allows(int value) => (Values >> value & 1) == 1;
}
