using System.Buffers.Binary;
using System.Text;

namespace SalesEngagement.TwilioDouble.Media;

/// <summary>Makes recordings one can play: a quiet tone as WAV, silence as MP3.</summary>
internal static class Tone
{
    private const int Rate = 8000;
    private const int Pitch = 440;
    private const int FrameLength = 417;

    /// <summary>16-bit PCM at 8 kHz, as Twilio's own.</summary>
    public static byte[] Wav(int seconds, int channels)
    {
        var block = channels * sizeof(short);
        var length = Rate * seconds * block;
        var wav = new byte[44 + length];
        Encoding.ASCII.GetBytes("RIFF").CopyTo(wav, 0);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(4), 36 + length);
        Encoding.ASCII.GetBytes("WAVEfmt ").CopyTo(wav, 8);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(28), Rate * block);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(32), (short)block);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), 16);
        Encoding.ASCII.GetBytes("data").CopyTo(wav, 36);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), length);
        for (var at = 0; at < length / sizeof(short); at++)
        {
            var value = (short)(2000 * Math.Sin(2 * Math.PI * Pitch * (at / channels) / Rate));
            BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(44 + (at * sizeof(short))), value);
        }

        return wav;
    }

    /// <summary>MPEG-1 layer III, 128 kbit/s at 44.1 kHz, mono: frames whose side information is zero are silence.</summary>
    public static byte[] Mp3(int seconds)
    {
        var frames = Math.Max(1, seconds * 44_100 / 1152);
        var mp3 = new byte[frames * FrameLength];
        for (var frame = 0; frame < frames; frame++)
            ((ReadOnlySpan<byte>)[0xFF, 0xFB, 0x90, 0xC4]).CopyTo(mp3.AsSpan(frame * FrameLength));
        return mp3;
    }
}
