import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Letter, Mailer } from './mailer.ts';

/** A mailer, what it sent, and a way to make it fail. */
export type MailerUnderTest = {
  readonly mailer: Mailer;
  /** Every letter as it went out, with its headers. */
  readonly sent: () => Promise<readonly string[]>;
  /** From now on nothing is taken. */
  readonly refuse: () => Promise<void>;
  readonly end: () => Promise<void>;
};

const letter: Letter = {
  messageId: '<digest.2026-11-27.house@resto360>',
  to: ['adjoua@example.ci', 'koffi@example.ci'],
  subject: 'Maquis du Plateau : 3 à vérifier',
  text: 'À vérifier\n- 2× Payé en trop\n',
  html: '<p>À vérifier</p>',
};

/** What every mailer keeps. */
export function mailerContract(name: string, open: () => Promise<MailerUnderTest>): void {
  describe(`${name}: a letter`, () => {
    let under: MailerUnderTest;
    beforeAll(async () => {
      under = await open();
    });
    afterAll(() => under.end());

    test('[NOT-5] goes out whole: whom it is from and for, its subject, both its forms, its id', async () => {
      await under.mailer.send(letter);
      const [sent = ''] = await under.sent();
      expect(sent).toMatch(/^From: caisse@example\.ci$/m);
      expect(sent).toMatch(/^To: adjoua@example\.ci, koffi@example\.ci$/m);
      expect(sent).toMatch(/^Message-ID: <digest\.2026-11-27\.house@resto360>$/m);
      expect(sent).toMatch(/^Subject: =\?UTF-8\?/m);
      expect(sent).toContain('multipart/alternative');
      expect(sent).toMatch(/text\/plain; charset=utf-8/);
      expect(sent).toMatch(/text\/html; charset=utf-8/);
    });

    test('[NOT-5] that is not taken is told', async () => {
      await under.refuse();
      await expect(under.mailer.send(letter)).rejects.toThrow();
      expect(await under.sent()).toHaveLength(1);
    });
  });
}
