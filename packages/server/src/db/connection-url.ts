/** The same server and database, entered by another login. */
export function withLogin(url: string, login: { readonly name: string; readonly password: string }): string {
  const changed = new URL(url);
  changed.searchParams.delete('user');
  changed.searchParams.delete('password');
  changed.username = encodeURIComponent(login.name);
  changed.password = encodeURIComponent(login.password);
  return changed.href;
}

/** The same server and login, in another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}

/** The database a URL leads to. */
export function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

/** A URL through a unix socket. **Why**: a URL with a login can't have an empty host, so the folder is a parameter. */
export function socketUrl(socketDir: string, user: string, database: string): string {
  const url = new URL(`postgresql://${encodeURIComponent(user)}@localhost/${encodeURIComponent(database)}`);
  url.searchParams.set('host', socketDir);
  return url.href;
}
