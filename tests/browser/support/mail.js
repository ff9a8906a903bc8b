// The mails that the forum wrote, read as a mail program would.
import assert from 'node:assert/strict';
import { eventually } from './steps.js';

/** The first line with a link to `path` in the newest kind of mail to that address: waits until it has come. */
export async function linkInMailTo(server, address, path) {
  const pattern = new RegExp(`https?://[^\\s"<>]*${path}[^\\s"<>]*`);
  const link = await eventually(
    async () => {
      const letters = (await server.mails()).filter((mail) => addressee(mail) === address.toLowerCase());
      return letters.map((mail) => plain(mail).match(pattern)?.[0]).find(Boolean);
    },
    `a mail to ${address} with a link to ${path}`,
  );
  assert.ok(link.startsWith(server.origin), `${link} leads to ${server.origin}`);
  return link;
}

const addressee = (mail) => mail.match(/^To:\s*(?:.*<)?([^\s<>]+@[^\s<>]+?)>?\s*$/im)?.[1].toLowerCase();

/** The text part, decoded. */
function plain(mail) {
  const boundary = mail.match(/boundary="?([^";\r\n]+)"?/i)?.[1];
  const parts = boundary ? mail.split(`--${boundary}`) : [mail];
  const part = parts.find((text) => /^content-type:\s*text\/plain/im.test(text)) ?? mail;
  const [, head, body] = part.match(/^([\s\S]*?)\r?\n\r?\n([\s\S]*)$/) ?? ['', '', part];
  const encoding = head.match(/^content-transfer-encoding:\s*(\S+)/im)?.[1].toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
