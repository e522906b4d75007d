/** A letter, ready to be sent. */
export type Letter = {
  /** Who it is, for good: one that is sent twice is known by it. */
  readonly messageId: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/**
 * Sends letters: into a folder, or by SMTP.
 * **Errors** rejects when it was not taken; then nobody got it, or nobody knows, and it is sent again under its id.
 */
export interface Mailer {
  send(letter: Letter): Promise<void>;
  close(): void;
}
