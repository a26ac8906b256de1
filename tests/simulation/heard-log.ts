import type { SamplePerson } from '../../demo/university/people.ts'
import type { Journal } from './journal.ts'

/** pino's number for a warning. */
const WARNING = 40

/** What a log says of a program that has broken an expectation of its own. */
const isBug = ({ msg, code }: Record<string, unknown>) =>
  (msg === 'a request failed' && code !== 'FST_ERR_HANDLER_TIMEOUT') ||
  msg === 'bug' ||
  msg === 'a periodic task failed'

/** Reads every line that a program logs: warnings are part of the story, and bugs and words about people are written down as broken. */
export function hearLogs(
  { tell, bug }: Journal,
  people: readonly SamplePerson[],
): (who: string) => (line: string) => void {
  const personal = wordsOf(people)
  return who => line => {
    const word = personal.exec(line)?.[0]
    if (word !== undefined) bug(`personal data in the log of ${who}: ${line.slice(0, 300)}`)
    const said = JSON.parse(line) as Record<string, unknown>
    const { level, msg, err, reason, stack, code } = said
    if (Number(level) >= WARNING) tell(who, `logs: ${msg}${reason ? ` (${reason})` : code ? ` (${code})` : ''}`)
    if (isBug(said)) bug(`${who}: ${msg}: ${JSON.stringify(err ?? reason)} ${topOf(String(stack ?? ''))}`)
  }
}

const topOf = (stack: string) => stack.split('\n').slice(0, 4).join(' ')

/** Every word by which one of these people could be known. */
function wordsOf(people: readonly SamplePerson[]): RegExp {
  const words = people.flatMap(({ person, cardUid }) => [
    ...[person.nameZh, person.nameEn, person.number, person.idNumber, cardUid],
  ])
  const escaped = words.filter(word => word !== null).map(word => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(escaped.join('|'))
}
