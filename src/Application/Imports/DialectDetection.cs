namespace SalesEngagement.Application.Imports;

/// <summary>Finds out from its first records how a file is written.</summary>
public static class DialectDetection
{
    private const int MostRecords = 100;
    private const string SeparatorLine = "sep=";
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>The delimiter of a text: the one that cuts its records into the same number of cells most often.</summary>
    /// <param name="head">The beginning of the file.</param>
    /// <param name="isWhole">Whether nothing comes after it.</param>
    public static (char Delimiter, bool HasSeparatorLine) Delimiter(string head, bool isWhole)
    {
        if (head.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase) && head.Length > SeparatorLine.Length
            && (head.Length == SeparatorLine.Length + 1 || head[SeparatorLine.Length + 1] is '\r' or '\n'))
        {
            return (head[SeparatorLine.Length], HasSeparatorLine: true);
        }

        var best = Delimiters
            .Select(delimiter => (Delimiter: delimiter, Score: Score(Counts(head, delimiter, isWhole))))
            .MaxBy(one => one.Score);
        return (best.Delimiter, HasSeparatorLine: false);
    }

    /// <summary>Whether the first record names the columns: it has none of the values that stand below it.</summary>
    public static bool HasHeader(IReadOnlyList<IReadOnlyList<string>> records)
    {
        if (records.Count == 0)
            return false;
        var first = records[0];
        if (first.Any(ValueKinds.IsValue))
            return false;
        return first.Any(cell => HeaderWords.TargetOf(cell) is not null)
            || (records.Count > 1 && first.All(cell => !string.IsNullOrWhiteSpace(cell)) && first.Distinct(StringComparer.OrdinalIgnoreCase).Count() == first.Count
                && records.Skip(1).Any(record => record.Any(ValueKinds.IsValue)));
    }

    private static double Score(List<int> counts)
    {
        if (counts.Count == 0)
            return 0;
        var usual = counts.GroupBy(count => count).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First();
        // How regular it is decides; among equally regular ones, how many columns it gives.
        return usual.Key == 0 ? 0 : Math.Round((double)usual.Count() / counts.Count, 1) + Math.Min(usual.Key, 90) / 1000.0;
    }

    /// <summary>How often the delimiter stands in each record, outside of quotes.</summary>
    private static List<int> Counts(string text, char delimiter, bool isWhole)
    {
        var counts = new List<int>();
        var (count, isQuoted, mayOpen, isEmpty) = (0, false, true, true);
        foreach (var c in text)
        {
            if (!isQuoted && (c is '\n' or '\r'))
            {
                if (!isEmpty)
                    counts.Add(count);
                (count, mayOpen, isEmpty) = (0, true, true);
                if (counts.Count == MostRecords)
                    return counts;
                continue;
            }

            var isQuote = c == '"' && (isQuoted || mayOpen);
            if (isQuote)
                isQuoted = !isQuoted;
            else if (!isQuoted && c == delimiter)
                count++;
            // A cell may open quotes at its beginning; a doubled quote closes and opens again.
            (mayOpen, isEmpty) = (!isQuoted && (isQuote || c == delimiter), false);
        }

        if (!isEmpty && (isWhole || counts.Count == 0))
            counts.Add(count);
        return counts;
    }
}
