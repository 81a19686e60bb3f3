// A rep watches a call happen, with the client a browser would use; another tenant watches too and must see nothing.
//   node live-call.mjs [base url] [double's url]
// Each status must arrive in order, at most 500 ms after the carrier sent the webhook that caused it.
import { connect, Tenant } from './tenant.mjs';

const baseUrl = process.argv[2] ?? process.env.BASE_URL ?? 'http://localhost:5080';
const doubleUrl = process.argv[3] ?? process.env.DOUBLE_URL;
const email = process.env.REP_EMAIL ?? 'rep@demo.example';
const password = process.env.DEMO_PASSWORD ?? 'demo-password-2026';
const limitMs = 500;
const life = ['requested', 'queued', 'ringing', 'in-progress', 'completed'];
const channels = ['calls', 'contacts', 'activities'];

const failures = [];
const expect = (holds, what) => { if (!holds) failures.push(what); };

const ours = await Tenant.signIn(baseUrl, email, password);
const stranger = await Tenant.register(baseUrl);

await expectRefused(() => connect(baseUrl, 'no-token'), 'a connection without a valid token');
const rep = await connect(baseUrl, ours.token);
const spy = await connect(baseUrl, stranger.token);
for (const channel of channels) {
  await rep.subscribe(channel);
  await spy.subscribe(channel);
}

const number = `+1415555${2000 + Math.floor(Math.random() * 7000)}`;
const contact = await ours.post('/contacts', {
  firstName: 'Grace', lastName: 'Live', phones: [{ number, label: 'work' }], emails: [], tags: [], fields: {},
});
await rep.subscribe(`contact:${contact.id}:calls`);
await expectRefused(() => spy.subscribe(`contact:${contact.id}:calls`), "a subscription to another tenant's contact");
await expectRefused(() => rep.subscribe('everything'), 'a subscription to a channel that does not exist');

const asked = Date.now();
const call = await ours.post('/calls', { contactId: contact.id });
const isOf = (channel, type) => n => n.channel === channel && n.type === type && n.data.callId === call.id;
await rep.until(isOf('activities', 'activity-logged'), 30_000, 'the ended call on the timeline');
await rep.until(
  n => isOf('activities', 'activity-logged')(n) && n.data.kind === 'recording', 30_000, 'the recording on the timeline');

const statuses = rep.received.filter(isOf('calls', 'call-status'));
const sentAt = await webhookTimes();
console.log('status        arrived after its webhook');
for (const { data, arrivedAt } of statuses) {
  const cause = data.status === 'requested' ? asked : sentAt.get(data.status);
  expect(cause !== undefined, `${data.status} arrived, but the double sent no webhook for it`);
  const delay = arrivedAt - cause;
  expect(!(delay > limitMs), `${data.status} arrived ${delay} ms after its webhook, more than ${limitMs}`);
  console.log(`${data.status.padEnd(14)}${delay < 0 ? 'before it (the REST answer said so)' : `${delay} ms`}`);
}

const order = statuses.map(n => n.data.status);
expect(order.join() === life.join(), `statuses were ${order.join(' → ')}, not ${life.join(' → ')}`);
const ofContact = rep.received.filter(isOf(`contact:${contact.id}:calls`, 'call-status')).map(n => n.data.status);
expect(ofContact.join() === life.join(), `the contact's channel said ${ofContact.join(' → ')}`);
expect(statuses.every(n => n.cursor && n.at.endsWith('Z')), 'a notification lacks its cursor or its instant');
const text = JSON.stringify(rep.received);
expect(![number, 'Grace', 'Live"'].some(value => text.includes(value)), 'a notification carries personal data');

// The stranger's connection lives: it hears of its own contact, and of nothing else.
const theirs = await stranger.post('/contacts', {
  firstName: 'Alan', lastName: 'Other', phones: [], emails: [{ address: 'alan@example.com', label: 'work' }], tags: [], fields: {},
});
await spy.until(n => n.type === 'contact-added' && n.data.contactId === theirs.id, 10_000, "the stranger's own contact");
const leaked = spy.received.filter(n => JSON.stringify(n.data).includes(call.id) || JSON.stringify(n.data).includes(contact.id));
expect(leaked.length === 0, `another tenant received ${leaked.length} notifications of ours`);
console.log(`another tenant received ${leaked.length} of our ${rep.received.length} notifications`);

await rep.stop();
await spy.stop();
for (const failure of failures) console.error(`FAILED: ${failure}`);
console.log(failures.length === 0 ? 'live-call: ok' : `live-call: ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);

// When the double first sent each status of this call.
async function webhookTimes() {
  const times = new Map();
  if (!doubleUrl) throw new Error('Say where the double is: DOUBLE_URL.');
  const callbacks = await (await fetch(`${doubleUrl}/double/callbacks`)).json();
  for (const { kind, url, parameters, sentAt } of callbacks) {
    if (kind !== 'status' || !url.includes(call.id)) continue;
    const status = parameters.CallStatus === 'initiated' ? 'queued' : parameters.CallStatus;
    if (!times.has(status)) times.set(status, Date.parse(sentAt));
  }
  return times;
}

async function expectRefused(attempt, what) {
  const refused = await attempt().then(() => false, () => true);
  expect(refused, `${what} was not refused`);
}
