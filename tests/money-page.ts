/** What is known of a row of docs/money.md. */
export interface MoneyRow {
  readonly fault: string
  readonly moments: readonly string[]
  readonly happens: string
  readonly seen: string
  readonly proof: string
}

/** The faults of docs/money.md: each a heading of the third order. */
export const MONEY_FAULTS = [
  'The line between kiosk and server is lost',
  'An answer of the server is lost or comes late',
  'The server refuses with 401 or 403',
  'The server refuses with 404',
  'The server refuses with 409',
  'The server is not itself: 5xx, or too many requests',
  'The notice of a payment never comes',
  'The notice of a payment comes twice',
  'The notice of a payment comes late',
  'A signed word names another amount',
  'WeChat Pay hangs or fails',
  'WeChat Pay says falsely that it knows nothing',
  'A refund is refused for good',
  'A refund is abnormal',
  'A refund is closed by WeChat Pay',
  'The printer jams',
  'The tray is empty',
  'The printer is busy',
  'The printer loses its power or its cable',
  'The printer lies',
  'The station is killed',
  'The server is killed',
  'Station and server are killed',
  'A clock is off',
  'The disk is full',
  'A backup is restored',
  'The terminal is suspended',
  'The terminal is stolen',
  'The visitor walks away',
  'The visitor pays late',
  'The visitor pays twice',
] as const

/** The moments of an order at which each fault may strike. */
export const MONEY_MOMENTS = [
  'order being made',
  'payment awaited',
  'paid, not printing',
  'first copy being sent',
  'between copies',
  'last copy under way',
  'outcome being told',
  'refund asked for',
  'refund under way',
  'after the end',
  'at a start',
] as const

/** The rows of every table of the page, in order. */
export function moneyRows(page: string): readonly MoneyRow[] {
  let fault = ''
  return page.split('\n').flatMap(line => {
    if (line.startsWith('#')) fault = line.startsWith('### ') ? line.slice(4) : ''
    if (fault === '' || !line.startsWith('| ')) return []
    const [moments = '', happens = '', seen = '', proof = ''] = line
      .slice(1, -1)
      .split('|')
      .map(cell => cell.trim())
    if (moments === 'Moment' || moments === '---') return []
    return [{ fault, moments: moments.split('; '), happens, seen, proof }]
  })
}

/** The tests that a cell names: the file, from the root, and the name. */
export const testsIn = (proof: string): readonly { readonly name: string; readonly file: string }[] =>
  [...proof.matchAll(/\[([^\]]+)\]\(\.\.\/([^)]+)\)/g)].map(([, name = '', file = '']) => ({ name, file }))
