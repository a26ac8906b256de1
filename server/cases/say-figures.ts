/** `¥5.00`. */
export function sayYuan(amountFen: number): string {
  const [sign, fen] = [amountFen < 0 ? '-' : '', Math.abs(amountFen)]
  return `${sign}¥${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
}
