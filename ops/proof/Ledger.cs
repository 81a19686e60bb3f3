using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Projections;

namespace SalesEngagement.Proof;

/// <summary>A personal value, and so encrypted in the log.</summary>
public sealed record Remark(string Value)
{
    /// <summary>What is read of an erased person.</summary>
    public static Remark Erased { get; } = new("erased");
}

/// <summary>A stream begins. Nothing personal: about 60 bytes of JSON.</summary>
public sealed record LedgerOpened(Guid OwnerId, string Currency);

/// <summary>The usual event. Nothing personal.</summary>
public sealed record LedgerPosted(long Amount, string Kind);

/// <summary>An event with a personal value.</summary>
public sealed record LedgerRemarked(Remark Remark);

/// <summary>What a ledger's stream folds into for decisions.</summary>
public sealed record Ledger(Guid OwnerId, long Balance, int Postings, Remark? LastRemark)
{
    public static Ledger Create(LedgerOpened e) => new(e.OwnerId, 0, 0, LastRemark: null);

    public Ledger Apply(LedgerPosted e) => this with { Balance = Balance + e.Amount, Postings = Postings + 1 };

    public Ledger Apply(LedgerRemarked e) => this with { LastRemark = e.Remark };
}

/// <summary>A row for each stream.</summary>
[ReadModel("ledger_balance")]
public sealed record LedgerBalance(Guid Id, Guid OwnerId, string Currency, long Balance, int Postings, DateTimeOffset LastAt)
{
    public static LedgerBalance Create(Event<LedgerOpened> e) =>
        new(e.StreamId, e.Data.OwnerId, e.Data.Currency, 0, 0, e.Timestamp);

    public LedgerBalance Apply(Event<LedgerPosted> e) =>
        this with { Balance = Balance + e.Data.Amount, Postings = Postings + 1, LastAt = e.Timestamp };
}

/// <summary>A row for each event, to count how often each was applied.</summary>
[ReadModel("ledger_line", Indexes = ["ledger_id"])]
public sealed record LedgerLine(Guid Id, Guid LedgerId, long Amount, DateTimeOffset At)
{
    public static LedgerLine Create(Event<LedgerOpened> e) => new(e.Id, e.StreamId, 0, e.Timestamp);

    public static LedgerLine Create(Event<LedgerPosted> e) => new(e.Id, e.StreamId, e.Data.Amount, e.Timestamp);
}
