import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FakeSmtp } from './fake-smtp.ts';
import { fileMailer } from './file-mailer.ts';
import { mailerContract } from './mailer.contract.ts';
import { smtpMailer } from './smtp-mailer.ts';

const from = 'caisse@example.ci';

mailerContract('into a folder', async () => {
  const home = mkdtempSync(path.join(tmpdir(), 'resto360-mail-'));
  let folder = path.join(home, 'mail');
  const sent = async () =>
    readdirSync(folder).map((name) => {
      if (!name.endsWith('.eml')) throw new Error(`${name} is half a letter`);
      return readFileSync(path.join(folder, name), 'utf8');
    });
  return {
    mailer: { send: (letter) => fileMailer(folder, { from, nowMs: () => 0 }).send(letter), close: () => {} },
    sent: async () => {
      folder = path.join(home, 'mail');
      return sent();
    },
    refuse: async () => {
      // A file where the folder should be.
      folder = path.join(home, 'taken');
      writeFileSync(folder, '');
    },
    end: async () => rmSync(home, { recursive: true }),
  };
});

mailerContract('by SMTP', async () => {
  const server = await FakeSmtp.start();
  const mailer = smtpMailer(server.url, { from });
  return {
    mailer,
    sent: async () => server.received.map(({ data }) => data),
    refuse: async () => {
      server.isRefusing = true;
    },
    end: async () => {
      mailer.close();
      await server.stop();
    },
  };
});
