import { FINDING_KINDS } from '../../src/audit/findings.ts'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import { type StaffLanguage, sayIn } from '../ground/commands/language.ts'
import { sayTime, sayZone } from '../ground/commands/wall-time.ts'
import type { Finding } from './verify/finding.ts'
import type { VerifyReport } from './verify/report.ts'

const LISTED = 20

/** What came of a verification, for a person. */
export function sayReport(report: VerifyReport, timeZone: string, language: StaffLanguage): string {
  const say = sayIn(language)
  const { outcome, entries, checkpoints, from, through, waiting, late, findings, findingsCount } = report
  const lines: string[] = []
  if (outcome === 'whole') lines.push(say(both('审计链完整。', 'The audit trail is whole.')))
  if (outcome === 'stopped')
    lines.push(
      say(
        both('核对没有做完；到此为止没有发现问题。', 'It was stopped before its end; nothing wrong was found so far.'),
      ),
    )
  if (outcome === 'broken')
    lines.push(
      say(
        both(
          `审计链有问题，共 ${findingsCount} 处。第一处：`,
          `The audit trail is not whole: ${findingsCount}. The first:`,
        ),
      ),
    )
  for (const one of findings.slice(0, LISTED)) lines.push(`  ${sayFinding(one, language)}`)
  if (findingsCount > LISTED)
    lines.push(say(both(`  …另有 ${findingsCount - LISTED} 处`, `  … and ${findingsCount - LISTED} more`)))
  lines.push('')
  lines.push(
    say(
      both(
        `核对了 ${entries} 个条目、${checkpoints} 个检查点。`,
        `${entries} entries and ${checkpoints} checkpoints were verified.`,
      ),
    ),
  )
  if (from && through && from.at !== '' && through.at !== '') {
    const span = [from.at, through.at].map(at => sayTime(timeZone, new Date(at)))
    const places = `${from.position}–${through.position}`
    const zh = `第 ${places} 个，${span.join(' 至 ')}。${sayZone(timeZone).zh}`
    const en = `entries ${places}, ${span.join(' to ')}. ${sayZone(timeZone).en}`
    // What is bent proves nothing of that span as a whole.
    lines.push(
      say(
        outcome === 'broken'
          ? both(`核对的范围：${zh}`, `Looked at were ${en}`)
          : both(`所证明的范围：${zh}`, `It proves ${en}`),
      ),
    )
  }
  for (const line of sayOutside(report)) lines.push(say(line))
  if (waiting > 0)
    lines.push(
      say(both(`另有 ${waiting} 个刚写入，尚未上链。`, `${waiting} were written just now and are not linked yet.`)),
    )
  if (late.count > 0)
    lines.push(
      say(
        both(
          `有 ${late.count} 个条目上链时间比所写时间晚一小时以上，第一个是第 ${late.first} 个：服务器停过，或是事后补写。`,
          `${late.count} entries were linked more than an hour after the moment in them, the first is ${late.first}: the server was off, or they were written in afterwards.`,
        ),
      ),
    )
  return lines.join('\n')
}

/** What of outside was compared, and the chains of terminals. */
function sayOutside({ witnesses, unread, terminals }: VerifyReport): readonly Bilingual[] {
  const compared = witnesses.map(({ name, checkpoints, through }) =>
    both(
      `与见证副本 ${name} 比对了 ${checkpoints} 个检查点，到第 ${through} 个条目。`,
      `Compared with ${checkpoints} checkpoints of the outside copy ${name}, up to entry ${through}.`,
    ),
  )
  const none = both(
    '没有与见证副本比对：链尾是否被截断、数据库是否被换成旧备份，无从得知。',
    'No outside copy was compared: whether the end was cut off, or an older database put back, nobody can tell.',
  )
  return [
    ...(terminals.chains === 0
      ? []
      : [
          both(
            `核对了自助机自己的 ${terminals.chains} 条链、${terminals.entries} 个条目。`,
            `${terminals.entries} entries in ${terminals.chains} chains of terminals were verified.`,
          ),
        ]),
    ...(compared.length === 0 ? [none] : compared),
    ...unread.map(name => both(`见证副本 ${name} 读不到。`, `The outside copy ${name} could not be read.`)),
  ]
}

/** One thing that is wrong, with its place. */
export function sayFinding({ kind, position, seq, number, terminalId }: Finding, language: StaffLanguage): string {
  const say = sayIn(language)
  const where = [
    ...(terminalId === null
      ? []
      : [say(both(`自助机 ${terminalId} 的第 ${number} 个`, `entry ${number} of terminal ${terminalId}`))]),
    ...(position === null ? [] : [say(both(`第 ${position} 个`, `entry ${position}`))]),
    ...(seq === null ? [] : [say(both(`编号 ${seq}`, `number ${seq} in the trail`))]),
    ...(number === null || seq !== null || terminalId !== null
      ? []
      : [say(both(`检查点或行 ${number}`, `checkpoint or line ${number}`))]),
  ]
  return `${say(FINDING_KINDS[kind])}${language === 'zh' ? '：' : ': '}${where.join(language === 'zh' ? '，' : ', ')}`
}
