// What the scripts share: one tenant's HTTP door, and one live connection that keeps what it received.
import { randomUUID } from 'node:crypto';
import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';

export class Tenant {
  constructor(api, token) {
    this.api = api;
    this.token = token;
  }

  static async signIn(baseUrl, email, password) {
    const api = `${baseUrl}/api/v1`;
    const { accessToken } = await send(`${api}/auth/login`, { email, password });
    return new Tenant(api, accessToken);
  }

  /** A company of its own, signed in as its first admin. */
  static async register(baseUrl) {
    const email = `${randomUUID()}@stranger.example`;
    const password = `pass ${randomUUID()}`;
    await send(`${baseUrl}/api/v1/auth/register`, { companyName: 'Stranger', name: 'Sam Stranger', email, password });
    return Tenant.signIn(baseUrl, email, password);
  }

  post(path, body) {
    return send(`${this.api}${path}`, body, this.token);
  }
}

/** Connects to the hub; every notification is kept in `received` with the time of its arrival. */
export async function connect(baseUrl, token) {
  const received = [];
  const waiting = new Set();
  const connection = new HubConnectionBuilder()
    .withUrl(`${baseUrl}/hubs/engagement`, {
      accessTokenFactory: () => token, transport: HttpTransportType.WebSockets, skipNegotiation: true,
    })
    .configureLogging(LogLevel.None)
    .build();
  connection.on('notification', notification => {
    received.push({ ...notification, arrivedAt: Date.now() });
    for (const look of waiting) look();
  });
  await connection.start();

  return {
    received,
    subscribe: channel => connection.invoke('Subscribe', channel),
    stop: () => connection.stop(),
    /** Resolves when something received matches; fails after the deadline. */
    until: (matches, deadlineMs, what) => new Promise((resolve, reject) => {
      const look = () => {
        const found = received.find(matches);
        if (!found) return;
        clearTimeout(timer);
        waiting.delete(look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        waiting.delete(look);
        const seen = received.map(n => `${n.channel} ${n.type} ${JSON.stringify(n.data)}`).join('\n  ');
        reject(new Error(`Not received within ${deadlineMs} ms: ${what}. Received:\n  ${seen}`));
      }, deadlineMs);
      waiting.add(look);
      look();
    }),
  };
}

async function send(url, body, token) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`POST ${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
