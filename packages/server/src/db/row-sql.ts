/** `wire`: the row as it travels; `stored`: with the versions of its cells, as the engine joins it. */
export type RowForm = 'wire' | 'stored';

/**
 * The SQL expression that writes a row of the table under this alias as JSON text.
 *
 * **Why** by concatenation: `concat` passes over NULL, so that what a row does not have costs nothing and is not there.
 */
export function rowText(form: RowForm, alias = 't'): string {
  const stored = form === 'stored' ? `',"sv":', ${alias}.sv, ',"fv":' || (${alias}.extra ->> 'fv'), ` : '';
  const rest = `',"sx":' || (${alias}.extra ->> 'sx'), ',"alt":' || (${alias}.extra ->> 'alt')`;
  return `concat('{"id":"', ${alias}.id, '","v":', ${alias}.version, ',"st":"', ${alias}.st, '","f":', ${alias}.f, ${stored}${rest}, '}')`;
}
