import { type FileScore, mutantsOf, percentOf } from './score.ts'

const HEAD = `| File | Changes | Noticed | of them by not ending | Survived | No test comes by | Score | Measured |
| --- | --: | --: | --: | --: | --: | --: | --- |`

/** An area's files with a line for each; null for one that nobody has measured yet. */
export interface AreaScores {
  readonly area: string
  readonly files: readonly (FileScore | string)[]
}

/** Puts the tables of all areas into the page, between its two marks, and leaves what people wrote as it is. */
export function withScores(page: string, areas: readonly AreaScores[]): string {
  const [before, , after] = page.split(/<!-- scores(?: end)? -->/)
  if (before === undefined || after === undefined) throw new Error('the page has no place for scores')
  const tables = [summaryOf(areas), ...areas.map(tableOf)].join('\n\n')
  return `${before}<!-- scores -->\n\n${tables}\n\n<!-- scores end -->${after}`
}

/** The scores that stand in a page, by file. */
export function scoresInPage(page: string): Map<string, FileScore> {
  const rows = page.matchAll(
    /^\| `([^`]+\.ts)` \| \d+ \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| [^|]+ \| (\d{4}-\d\d-\d\d) \|$/gm,
  )
  return new Map(
    [...rows].map(([, file = '', noticed, timedOut, survived, uncovered, measuredOn = '']) => [
      file,
      {
        file,
        killed: Number(noticed) - Number(timedOut),
        ...{ timedOut: Number(timedOut), survived: Number(survived), uncovered: Number(uncovered), measuredOn },
      },
    ]),
  )
}

function summaryOf(areas: readonly AreaScores[]): string {
  const rows = areas.map(({ area, files }) => {
    const scores = files.filter(isMeasured)
    const days = scores.map(({ measuredOn }) => measuredOn).toSorted()
    return `| ${area} | ${scores.length} of ${files.length} | ${cellsOf(scores)} | ${days[0] ?? 'not yet'} |`
  })
  return `${HEAD.replace('| File |', '| Area | Files measured |').replace('| --- |', '| --- | --- |').replace('Measured', 'Oldest figure')}\n${rows.join('\n')}`
}

function tableOf({ area, files }: AreaScores): string {
  const measured = files.filter(isMeasured).map(one => `| \`${one.file}\` | ${cellsOf([one])} | ${one.measuredOn} |`)
  const missing = files.filter(one => typeof one === 'string').map(file => `\`${file}\``)
  return [
    `### ${area}`,
    ...(measured.length > 0 ? [`${HEAD}\n${measured.join('\n')}`] : []),
    ...(missing.length > 0 ? [`Not measured yet: ${missing.join(', ')}.`] : []),
  ].join('\n\n')
}

const isMeasured = (one: FileScore | string): one is FileScore => typeof one !== 'string'

function cellsOf(scores: readonly FileScore[]): string {
  const sum = (of: (one: FileScore) => number) => scores.reduce((total, one) => total + of(one), 0)
  const percent = percentOf(scores)
  return [
    mutantsOf(scores),
    sum(one => one.killed + one.timedOut),
    sum(one => one.timedOut),
    sum(one => one.survived),
    sum(one => one.uncovered),
    percent === null ? '–' : `${percent.toFixed(1)} %`,
  ].join(' | ')
}
