/** An amount as it stands on screen and paper, `¥8.00` for 800 fen. Amounts are whole fen throughout; anything else is a bug. */
export function formatYuan(amountFen: number): string {
  if (!Number.isSafeInteger(amountFen)) throw new Error('an amount must be a whole number of fen')
  const fen = Math.abs(amountFen)
  const cents = String(fen % 100).padStart(2, '0')
  return `${amountFen < 0 ? '-' : ''}¥${Math.trunc(fen / 100)}.${cents}`
}

/** An amount as it is typed into a field, `8.00` for 800 fen. */
export const typedYuan = (amountFen: number): string => formatYuan(amountFen).replace('¥', '')

/**
 * Fen of an amount in yuan as somebody has typed it: whole yuan, or one or two decimals; null of everything else. Reckoned from the digits
 * themselves, so that no fen is lost on the way through a fraction.
 */
export function fenOfYuan(text: string): number | null {
  const [, whole, part = ''] = /^¥?(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.normalize('NFKC').trim()) ?? []
  return whole === undefined ? null : Number(whole) * 100 + Number(part.padEnd(2, '0'))
}
