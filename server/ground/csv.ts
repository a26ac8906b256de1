/** UTF-8 as spreadsheets know it: without this mark they take Chinese for another encoding. */
export const CSV_MARK = '\ufeff'

/** A table as CSV (RFC 4180), CRLF between its rows. */
export const csvOf = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows.map(row => row.map(cellOf).join(',')).join('\r\n')

/** A cell in quotes where it needs them; a text that a spreadsheet would take for a formula, some also in wide signs, stays a text. */
function cellOf(value: string | number | null): string {
  const text = String(value ?? '')
  const isFormula = /^[=+@\t\r＝＋－＠]/.test(text) || (text.startsWith('-') && !/^-\d+(\.\d+)?$/.test(text))
  const safe = isFormula ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
