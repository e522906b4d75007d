import { createTransport } from 'nodemailer';
import type { Mailer } from './mailer.ts';

/** A server that says nothing for so long is away. **Units** ms. */
const SILENCE_MAX_MS = 15_000;

/** Sends by the SMTP server of an address such as `smtps://user:password@mail.example.com`. **Errors** nodemailer's own. */
export function smtpMailer(url: string, { from }: { readonly from: string }): Mailer {
  const patience = {
    connectionTimeout: SILENCE_MAX_MS,
    greetingTimeout: SILENCE_MAX_MS,
    socketTimeout: SILENCE_MAX_MS,
  };
  const transport = createTransport({ url, ...patience, disableFileAccess: true, disableUrlAccess: true }, { from });
  return {
    async send(letter) {
      await transport.sendMail({ ...letter, to: [...letter.to] });
    },
    close: () => transport.close(),
  };
}
