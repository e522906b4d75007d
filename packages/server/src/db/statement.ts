/** What to ask the database. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
  /**
   * A name makes it a prepared statement, planned once per connection: for what is sent often. One name, one text.
   * (Behind PgBouncer this wants its `max_prepared_statements`.)
   */
  readonly name?: string;
  /** `text` leaves json and jsonb as they came: for rows which only pass through. Default: parsed. */
  readonly json?: 'text' | 'parsed';
}

/** What the database answered. */
export interface Answer<Row> {
  readonly rows: readonly Row[];
  /** Rows returned or changed. */
  readonly rowCount: number;
  /** The command tag's first word: `SELECT`, `COMMIT`, `ROLLBACK`… */
  readonly command: string;
}
