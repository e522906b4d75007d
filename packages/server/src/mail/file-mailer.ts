import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import type { Mailer } from './mailer.ts';

/**
 * Writes each letter as a file that every mail program opens, into a folder. What is used where no SMTP server is set:
 * nothing leaves the house, and nothing is lost.
 */
export function fileMailer(
  folder: string,
  { from, nowMs }: { readonly from: string; readonly nowMs: () => number },
): Mailer {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' }, { from });
  return {
    async send(letter) {
      const { message } = await composer.sendMail({ ...letter, to: [...letter.to], date: new Date(nowMs()) });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = `${letter.messageId.replaceAll(/[^\w.-]/g, '_')}.eml`;
      const whole = path.join(folder, name);
      // Whoever reads the folder never sees half a letter; the same letter again is the same file.
      await writeFile(`${whole}.part`, message, { mode: 0o600 });
      await rename(`${whole}.part`, whole);
    },
    close: () => composer.close(),
  };
}
