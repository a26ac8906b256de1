import type { PdfReport } from '../../src/pdf/report.ts'
import { type Case, isContested } from './case.ts'

/** A table for people: how many files of each class were accepted and refused, and how many of that was wrong. */
export function summaryOf(
  corpus: readonly Case[],
  of: (id: string) => Pick<PdfReport, 'verdict' | 'printable'>,
): string {
  const classes = Map.groupBy(corpus, ({ id }) => id.split('/')[0]!)
  const rows = [...classes].map(([name, cases]) => {
    const judged = cases.map(one => ({ one, judgement: of(one.id) }))
    const certain = judged.filter(({ one }) => !isContested(one))
    return [
      name,
      cases.length,
      judged.filter(({ judgement }) => judgement.printable).length,
      certain.filter(({ one, judgement }) => judgement.printable && !one.printable).length,
      certain.filter(({ one, judgement }) => !judgement.printable && one.printable).length,
      judged.filter(({ one, judgement }) => !one.kiosk.includes(judgement.verdict)).length,
    ]
  })
  const sums = [1, 2, 3, 4, 5].map(at => rows.reduce((sum, row) => sum + Number(row[at]), 0))
  const head = ['class', 'files', 'printable', 'false accept', 'false reject', 'other word']
  return [head, ...rows, ['all', ...sums]]
    .map(row => row.map((cell, at) => (at === 0 ? String(cell).padEnd(14) : String(cell).padStart(13))).join(''))
    .join('\n')
}
