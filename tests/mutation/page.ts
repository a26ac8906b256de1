import { changesOf, type FileScore, percentOf, triedOf } from './score.ts'

const HEAD = `| File | Changes | Noticed | of them by not ending | Survived | No test comes by | Score | Measured |
| --- | --: | --: | --: | --: | --: | --: | --- |`

/** An area's files with a line for each; its path alone for one that nobody has measured yet. */
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
    /^\| `([^`]+\.ts)` \| \d+(?: of (\d+))? \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| [^|]+ \| (\d{4}-\d\d-\d\d) \|$/gm,
  )
  const measured = [...rows].map(
    ([, file = '', drawnFrom, noticed, timedOut, survived, uncovered, measuredOn = '']) => ({
      file,
      killed: Number(noticed) - Number(timedOut),
      ...{ timedOut: Number(timedOut), survived: Number(survived), uncovered: Number(uncovered), measuredOn },
      drawnFrom: drawnFrom === undefined ? null : Number(drawnFrom),
    }),
  )
  const empty = [...page.matchAll(/^Nothing to change in (.+)\.$/gm)].flatMap(([, files = '']) =>
    [...files.matchAll(/`([^`]+)`/g)].map(([, file = '']) => unchanged(file)),
  )
  return new Map([...measured, ...empty].map(score => [score.file, score]))
}

/** The score of a file of declarations. */
export const unchanged = (file: string): FileScore => ({
  ...{ file, killed: 0, timedOut: 0, survived: 0, uncovered: 0, drawnFrom: null, measuredOn: '' },
})

function summaryOf(areas: readonly AreaScores[]): string {
  const rows = areas.map(({ area, files }) => {
    const scores = files.filter(isMeasured)
    const days = scores.flatMap(({ measuredOn }) => measuredOn || []).toSorted()
    return `| ${area} | ${scores.length} of ${files.length} | ${cellsOf(scores)} | ${days[0] ?? 'not yet'} |`
  })
  return `${HEAD.replace('| File |', '| Area | Files measured |').replace('| --- |', '| --- | --- |').replace('Measured', 'Oldest figure')}\n${rows.join('\n')}`
}

function tableOf({ area, files }: AreaScores): string {
  const scores = files.filter(isMeasured)
  const rows = scores
    .filter(one => triedOf([one]) > 0)
    .map(one => `| \`${one.file}\` | ${cellsOf([one])} | ${one.measuredOn} |`)
  const empty = scores.filter(one => triedOf([one]) === 0).map(({ file }) => file)
  const missing = files.filter(one => typeof one === 'string')
  return [
    `### ${area}`,
    ...(rows.length > 0 ? [`${HEAD}\n${rows.join('\n')}`] : []),
    ...(empty.length > 0 ? [`Nothing to change in ${listOf(empty)}.`] : []),
    ...(missing.length > 0 ? [`Not measured yet: ${listOf(missing)}.`] : []),
  ].join('\n\n')
}

const listOf = (files: readonly string[]) => files.map(file => `\`${file}\``).join(', ')
const isMeasured = (one: FileScore | string): one is FileScore => typeof one !== 'string'

function cellsOf(scores: readonly FileScore[]): string {
  const sum = (of: (one: FileScore) => number) => scores.reduce((total, one) => total + of(one), 0)
  const [tried, all, percent] = [triedOf(scores), changesOf(scores), percentOf(scores)]
  return [
    tried < all ? `${tried} of ${all}` : tried,
    sum(one => one.killed + one.timedOut),
    sum(one => one.timedOut),
    sum(one => one.survived),
    sum(one => one.uncovered),
    percent === null ? '–' : `${percent.toFixed(1)} %`,
  ].join(' | ')
}
