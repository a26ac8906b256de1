/** What a table program would take for a formula, some also in wide signs (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/
const BYTE_ORDER_MARK = '\uFEFF'

/** Rows as CSV (RFC 4180), with the mark by which Excel knows UTF-8. A file's name can't become a formula. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return BYTE_ORDER_MARK + rows.map(row => `${row.map(field).join(',')}\r\n`).join('')
}

function field(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
