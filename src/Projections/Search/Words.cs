using System.Text;

namespace SalesEngagement.Projections.Search;

/// <summary>
/// Cuts a text into words without case and accents: the one way, for what is stored, for what is asked, and for what is
/// shown of a hit.
/// </summary>
public static class Words
{
    private const int LongestWord = 40;

    /// <summary>The words in their order.</summary>
    public static IReadOnlyList<Word> Of(string? text)
    {
        var words = new List<Word>();
        var open = new Open();
        var place = 0;
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (Letters.IsIdeograph(rune))
            {
                open.Close(words);
                open.Add(rune, place);
                open.Close(words);
            }
            else if (Letters.IsPart(rune))
            {
                open.Add(rune, place);
            }
            else if (Letters.IsMark(rune))
            {
                open.Mark(rune, place);
            }
            else if (Letters.IsApostrophe(rune))
            {
                open.Join();
            }
            else
            {
                open.Close(words);
            }

            place += rune.Utf16SequenceLength;
        }

        open.Close(words);
        return words;
    }

    /// <summary>The word that is being read.</summary>
    private sealed class Open
    {
        private readonly StringBuilder _plain = new();
        private readonly StringBuilder _spelled = new();
        private readonly List<int> _joints = [];
        private Rune _last;
        private int _start;
        private int _end;

        public void Add(Rune rune, int place)
        {
            if (_plain.Length == 0)
                _start = place;
            _last = rune;
            _end = place + rune.Utf16SequenceLength;
            if (_plain.Length >= LongestWord)
                return;
            var plain = Letters.Fold(rune);
            _plain.Append(plain);
            _spelled.Append(Letters.SpellOut(rune) ?? plain);
        }

        /// <summary>An accent of its own behind its letter: two dots make an umlaut of it, all others are not heard.</summary>
        public void Mark(Rune mark, int place)
        {
            if (_plain.Length == 0)
                return;
            _end = place + mark.Utf16SequenceLength;
            if (mark.Value == 0x0308 && _last.Value is 'a' or 'o' or 'u' or 'A' or 'O' or 'U' && _spelled.Length < 2 * LongestWord)
                _spelled.Append('e');
        }

        /// <summary>An apostrophe: what follows belongs to the word, and what stands on either side is one, too.</summary>
        public void Join()
        {
            if (_plain.Length > 0)
                _joints.Add(_plain.Length);
        }

        public void Close(List<Word> words)
        {
            if (_plain.Length > 0)
            {
                var text = _plain.ToString();
                words.Add(new(text, Also(text), _start, _end - _start));
            }

            _plain.Clear();
            _spelled.Clear();
            _joints.Clear();
        }

        private string[] Also(string text)
        {
            var spelled = _spelled.ToString();
            if (_joints.Count == 0)
                return spelled == text ? [] : [spelled];
            int[] cuts = [0, .. _joints, text.Length];
            return [.. cuts.Zip(cuts.Skip(1), (from, to) => text[from..to]).Append(spelled)
                .Where(part => part.Length > 1 && part != text).Distinct()];
        }
    }
}
