// The code that an app would show (RFC 6238: SHA-1, six digits, half a minute).
import { createHmac } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Codes of the key that a page shows; never one twice, for a code works once. */
export function app(shown) {
  const bits = [...shown.replace(/\s/g, '')].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  let used = 0;
  const code = (step) => {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(step));
    const digest = createHmac('sha1', key).update(counter).digest();
    const at = digest[19] & 0xf;
    return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
  };
  /** The next code that was not used yet; waits for it where it must. The server takes codes that are half a minute off. */
  return async () => {
    for (;;) {
      const here = Math.floor(Date.now() / 30_000);
      const next = Math.max(here, used + 1);
      if (next <= here + 1) {
        used = next;
        return code(next);
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };
}
