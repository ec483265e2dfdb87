namespace JobFlows.Engine.Persistence;

/// <summary>The engine's tables.</summary>
internal static class Tables
{
    /// <summary>What they are called.</summary>
    public static readonly IReadOnlyList<string> Names = ["engine_instances", "engine_history", "engine_inbox", "engine_timers"];

    /// <summary>
    /// <para>instances: <c>key</c> is never used twice; <c>busy</c> marks those that a restart must load even if no message waits for them.</para>
    /// <para>history: one row for each step. Only the current execution has rows.</para>
    /// <para>inbox: messages between instances and from outside; <c>execution</c> is null for events, which outlive executions. A message to
    /// another instance is put here by the commit of the step that sends it, so the inbox is everybody's outbox too.</para>
    /// <para>timers: those that haven't fired, of the current execution; <c>due</c> is in UTC ticks.</para>
    /// </summary>
    public const string Create = """
        CREATE TABLE IF NOT EXISTS engine_instances (
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            orchestrator TEXT NOT NULL,
            execution BLOB NOT NULL,
            state INTEGER NOT NULL,
            busy INTEGER NOT NULL,
            failure TEXT);
        CREATE INDEX IF NOT EXISTS engine_busy ON engine_instances (key) WHERE busy = 1;
        CREATE TABLE IF NOT EXISTS engine_history (
            instance INTEGER NOT NULL,
            step INTEGER NOT NULL,
            records BLOB NOT NULL,
            PRIMARY KEY (instance, step)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS engine_inbox (
            row INTEGER PRIMARY KEY AUTOINCREMENT,
            instance INTEGER NOT NULL,
            execution BLOB,
            message BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS engine_inbox_instance ON engine_inbox (instance, row);
        CREATE TABLE IF NOT EXISTS engine_timers (
            instance INTEGER NOT NULL,
            task INTEGER NOT NULL,
            due INTEGER NOT NULL,
            PRIMARY KEY (instance, task)) WITHOUT ROWID;
        """;
}
