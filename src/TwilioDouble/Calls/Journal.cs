using System.Text.Json;
using System.Text.Json.Serialization;
using SalesEngagement.TwilioDouble.Callbacks;

namespace SalesEngagement.TwilioDouble.Calls;

/// <summary>
/// A file of JSON lines that outlives a kill: the latest line about a call counts. A line torn by the kill is ignored,
/// its change was not yet told to anybody. Opening it writes it anew without what later lines replaced.
/// </summary>
internal sealed class Journal : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private readonly Dictionary<string, CarrierCall> _calls = [];
    private readonly Dictionary<string, CarrierRecording> _recordings = [];
    private readonly Dictionary<string, Callback> _callbacks = [];
    private readonly Lock _writing = new();
    private readonly StreamWriter? _file;

    public Journal(TwilioDoubleOptions options)
    {
        if (options.StatePath is not { } path)
            return;

        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
            Read(line);

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllLines($"{path}.new", Lines().Select(line => JsonSerializer.Serialize(line, Json)));
        File.Move($"{path}.new", path, overwrite: true);
        _file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true };
    }

    /// <summary>What one line says; one of the properties is set.</summary>
    public sealed record Line
    {
        public CarrierCall? Call { get; init; }

        public CarrierRecording? Recording { get; init; }

        /// <summary>A callback that has to be sent.</summary>
        public Callback? Callback { get; init; }

        /// <summary>Id of a callback that was answered, or given up.</summary>
        public string? Settled { get; init; }
    }

    public IReadOnlyCollection<CarrierCall> Calls => _calls.Values;

    public IReadOnlyCollection<CarrierRecording> Recordings => _recordings.Values;

    /// <summary>Callbacks that were not settled when the last process ended, oldest first.</summary>
    public IReadOnlyCollection<Callback> Unsettled => _callbacks.Values;

    public void Write(Line line)
    {
        if (_file is null)
            return;
        lock (_writing)
            _file.WriteLine(JsonSerializer.Serialize(line, Json));
    }

    public void Dispose() => _file?.Dispose();

    private void Read(string text)
    {
        Line? line;
        try
        {
            line = JsonSerializer.Deserialize<Line>(text, Json);
        }
        catch (JsonException)
        {
            return;
        }

        if (line?.Call is { } call)
            _calls[call.Sid] = call;
        if (line?.Recording is { } recording)
            _recordings[recording.Sid] = recording;
        if (line?.Callback is { } callback)
            _callbacks[callback.Id] = callback;
        if (line?.Settled is { } settled)
            _callbacks.Remove(settled);
    }

    private IEnumerable<Line> Lines() =>
    [
        .. _calls.Values.Select(call => new Line { Call = call }),
        .. _recordings.Values.Select(recording => new Line { Recording = recording }),
        .. _callbacks.Values.Select(callback => new Line { Callback = callback }),
    ];
}
