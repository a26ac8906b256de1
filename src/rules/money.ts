/** An amount as it stands on screen and paper, `¥8.00` for 800 fen. Amounts are whole fen throughout; anything else is a bug. */
export function formatYuan(amountFen: number): string {
  if (!Number.isSafeInteger(amountFen)) throw new Error('an amount must be a whole number of fen')
  const fen = Math.abs(amountFen)
  const cents = String(fen % 100).padStart(2, '0')
  return `${amountFen < 0 ? '-' : ''}¥${Math.trunc(fen / 100)}.${cents}`
}
