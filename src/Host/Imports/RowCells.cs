using SalesEngagement.Application.Imports;

namespace SalesEngagement.Host.Imports;

/// <summary>The cells of a row by what they are for. Blank ones say nothing.</summary>
internal sealed class RowCells(IReadOnlyList<ColumnTarget> targets, IReadOnlyList<string> cells)
{
    /// <summary>The first cell of a kind; null without one.</summary>
    public string? One(TargetKind kind)
    {
        foreach (var (_, cell, _) in All(kind))
            return cell;
        return null;
    }

    /// <summary>All cells of a kind, trimmed, with their columns from 1.</summary>
    public IEnumerable<(ColumnTarget Target, string Cell, int Column)> All(TargetKind kind)
    {
        for (var i = 0; i < targets.Count && i < cells.Count; i++)
        {
            if (targets[i].Kind == kind && !string.IsNullOrWhiteSpace(cells[i]))
                yield return (targets[i], cells[i].Trim(), i + 1);
        }
    }

    /// <summary>The column, from 1, that is for this; null when none is.</summary>
    public (int? Column, string? Field) ColumnOf(params ReadOnlySpan<TargetKind> kinds)
    {
        foreach (var kind in kinds)
        {
            for (var i = 0; i < targets.Count; i++)
            {
                if (targets[i].Kind == kind)
                    return (i + 1, targets[i].ToString());
            }
        }

        return (null, null);
    }

    /// <summary>What a column, from 1, is for.</summary>
    public string FieldOf(int column) => targets[column - 1].ToString();

    /// <summary>The column, from 1, of a field of the tenant's own.</summary>
    public int? ColumnOfField(string name)
    {
        for (var i = 0; i < targets.Count; i++)
        {
            if (targets[i].Kind == TargetKind.Field && targets[i].Detail == name)
                return i + 1;
        }

        return null;
    }
}
