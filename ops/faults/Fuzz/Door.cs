using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SalesEngagement.Faults.Fuzz;

/// <summary>Sends drafts as they are: nothing is tidied up on the way.</summary>
internal sealed class Door : IDisposable
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };
    private readonly Uri _host;
    private readonly HttpClient _http;

    /// <param name="host">The Host.</param>
    /// <param name="from">The address of this machine that it sees; limits by address then do not meet.</param>
    public Door(Uri host, IPAddress from)
    {
        _host = host;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            ConnectCallback = async (context, ct) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(from.MapToIPv6(), 0));
                await socket.ConnectAsync(context.DnsEndPoint, ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        }) { Timeout = TimeSpan.FromSeconds(40) };
    }

    /// <summary>Sends one.</summary>
    /// <param name="draft">What.</param>
    /// <param name="credential">Value of the header Authorization; null for none.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Answer> Send(Draft draft, string? credential, CancellationToken ct)
    {
        using var request = Request(draft, credential);
        try
        {
            using var response = await _http.SendAsync(request, ct);
            return new(
                (int)response.StatusCode,
                response.Content.Headers.ContentType?.MediaType,
                await response.Content.ReadAsStringAsync(ct),
                response.Headers.Concat(response.Content.Headers)
                    .ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));
        }
        catch (HttpRequestException broken)
        {
            return Answer.None(broken.HttpRequestError.ToString());
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return Answer.None("too slow");
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(Draft draft, string? credential)
    {
        var request = new HttpRequestMessage(
            new HttpMethod(draft.Method), new Uri($"{_host.GetLeftPart(UriPartial.Authority)}{draft.Target()}", AsWritten));
        if (draft.Content() is { } content)
        {
            request.Content = new ByteArrayContent(content);
            if (draft.Media is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", draft.Media);
        }

        if (credential is not null)
            request.Headers.TryAddWithoutValidation("Authorization", credential);
        foreach (var (name, value) in draft.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
