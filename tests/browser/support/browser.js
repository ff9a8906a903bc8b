// Debian's Chromium, driven by playwright-core. Playwright gives it a profile folder of its own and removes it again.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser() {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`no Chromium at ${executablePath}; install it or set CHROMIUM`);
  return chromium.launch({ executablePath, args: QUIET, timeout: 60_000 });
}
