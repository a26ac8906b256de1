import type { DayReport, ReportedDifference } from './reconciliation.ts'

/** Whether every bill is in hand and nothing differs that neither an answer has explained nor a person has closed. */
export function isClean({ merchants, differences }: DayReport): boolean {
  return merchants.every(({ state }) => state === 'matched') && differences.every(({ state }) => state !== 'open')
}

/** Yuan with two digits, as the bill writes them. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The report for programs. Amounts are in yuan, as text. */
export function jsonOf(report: DayReport): object {
  return {
    day: report.day,
    clean: isClean(report),
    merchants: report.merchants.map(({ paymentsFen, refundsFen, lines, ...merchant }) => ({
      ...merchant,
      ...{ paymentsYuan: yuan(paymentsFen), refundsYuan: yuan(refundsFen) },
      lines: lines.map(({ sumFen, ...line }) => ({ ...line, sumYuan: yuan(sumFen) })),
    })),
    sheets: report.sheets,
    differences: report.differences.map(one => ({ ...one, ...figuresOf(one) })),
  }
}

/** Of sheets the figures are sheets, of everything else yuan. */
const figuresOf = ({ class: of, here, there }: ReportedDifference) => {
  const figure = (one: number | null) => (one === null ? null : of === 'sheets-differ' ? String(one) : yuan(one))
  return { here: figure(here), there: figure(there) }
}
