namespace JobFlows.Storage.Watching;

/// <summary>Reads the durable log for one watch.</summary>
/// <param name="after">The stretch begins after this revision.</param>
/// <param name="most">How many revisions long it is at most, whosever they are.</param>
internal delegate LogStretch ReadLog(long after, int most);
