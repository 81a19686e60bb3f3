using System.Globalization;
using Spectre.Console;

namespace SalesEngagement.Proof;

/// <summary>The table at the end of a proof. Thread-safe.</summary>
internal sealed class Report
{
    private readonly Lock _gate = new();
    private readonly List<Line> _lines = [];

    /// <summary>Whether every bar was met and every control failed as it must.</summary>
    public bool Holds
    {
        get
        {
            lock (_gate)
                return _lines.Exists(line => line.IsMet is not null) && !_lines.Exists(line => line.IsMet == false);
        }
    }

    /// <summary>A figure without a bar.</summary>
    public void Measure(string what, string figure) => Add(new(what, figure, "", IsMet: null));

    /// <summary>A figure that must not be above the bar.</summary>
    public void AtMost(string what, double figure, double bar, string unit = "") =>
        Add(new(what, Show(figure, unit), $"≤ {Show(bar, unit)}", figure <= bar));

    /// <summary>A figure that must not be below the bar.</summary>
    public void AtLeast(string what, double figure, double bar, string unit = "") =>
        Add(new(what, Show(figure, unit), $"≥ {Show(bar, unit)}", figure >= bar));

    /// <summary>A count that must be exactly this.</summary>
    public void Exactly(string what, long figure, long bar) =>
        Add(new(what, Show(figure, ""), $"= {Show(bar, "")}", figure == bar));

    /// <summary>The rule broken on purpose: the check above must see it, or it is worth nothing.</summary>
    /// <param name="what">How it was broken.</param>
    /// <param name="figure">What the check said.</param>
    /// <param name="wasSeen">Whether the check failed, as it must.</param>
    public void Control(string what, string figure, bool wasSeen) =>
        Add(new($"control: {what}", figure, "must be seen", wasSeen));

    /// <summary>Prints the table.</summary>
    public void Print()
    {
        var table = new Table().AddColumns("what", "figure", "bar", "");
        lock (_gate)
        {
            foreach (var line in _lines)
            {
                table.AddRow(
                    Markup.Escape(line.What), Markup.Escape(line.Figure), Markup.Escape(line.Bar),
                    line.IsMet switch { null => "", true => "[green]ok[/]", _ => "[red]MISSED[/]" });
            }
        }

        AnsiConsole.Write(table);
    }

    private static string Show(double figure, string unit)
    {
        var digits = Math.Abs(figure) >= 100 || figure == Math.Floor(figure) ? "N0" : "N2";
        return $"{figure.ToString(digits, CultureInfo.InvariantCulture)} {unit}".TrimEnd();
    }

    private void Add(Line line)
    {
        lock (_gate)
            _lines.Add(line);
    }

    private sealed record Line(string What, string Figure, string Bar, bool? IsMet);
}
