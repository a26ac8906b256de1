import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { ShownDocument } from '../../src/verification/api.ts'
import type { DocumentState } from '../../src/verification/states.ts'
import { VERIFY_WORDS } from '../../src/words/languages.ts'
import { type StaffLanguage, sayIn } from '../ground/commands/language.ts'
import { columnsOf, textForTerminal } from '../ground/commands/printable.ts'
import { sayTime, sayZone } from '../ground/commands/wall-time.ts'
import type { BatchProgress } from './batch.ts'

const STATES: Readonly<Record<DocumentState, Bilingual>> = {
  valid: both('有效', 'valid'),
  replaced: both('已被替换', 'replaced by a newer one'),
  revoked: both('已撤销', 'revoked'),
  expired: both('已过期', 'expired'),
}
const NAME_COLUMNS = 14

/** What the public page shows of a document, for a person at a terminal. */
export function sayDocument(document: ShownDocument, timeZone: string, language: StaffLanguage = 'en'): string {
  const say = sayIn(language)
  const time = (iso: string | null) => (iso === null ? null : sayTime(timeZone, new Date(iso)))
  const { title, documentNumber, nameMasked, numberMasked, state, stateSince, reason, replacedBy, expiresAt } = document
  const { pages, issuedAt, sha256, provedSha256, printed } = document
  const reasons = { zh: VERIFY_WORDS['zh-CN'].reason, en: VERIFY_WORDS.en.reason }[language]
  const rows: readonly (readonly [Bilingual, string | null])[] = [
    [both('文件', 'Document'), `${say(title)}, ${documentNumber}`],
    [both('持有人', 'Holder'), `${say(nameMasked)}, ${numberMasked}`],
    [both('状态', 'State'), [say(STATES[state]), time(stateSince)].filter(Boolean).join(', ')],
    [both('原因', 'Reason'), reason && reasons[reason]],
    [both('新文件', 'Newer one'), replacedBy],
    [both('出具', 'Issued'), time(issuedAt)],
    [both('有效至', 'Ends'), time(expiresAt) ?? say(both('没有期限', 'never'))],
    [both('页数', 'Pages'), String(pages)],
    [both('SHA-256', 'SHA-256'), sha256],
    [both('带证明的', 'With proofs'), provedSha256],
    ...printed.map(({ copies, at, place }): [Bilingual, string] => [
      both('打印', 'Printed'),
      say(both(`${copies} 份，${time(at)}，${place.zh}`, `${copies} ×, ${time(at)}, ${place.en}`)),
    ]),
  ]
  const lines = rows.flatMap(([name, text]) => {
    if (text === null || text === '') return []
    const called = say(name)
    return [`${called}${' '.repeat(Math.max(1, NAME_COLUMNS - columnsOf(called)))}${textForTerminal(text)}`]
  })
  return [...lines, say(sayZone(timeZone))].join('\n')
}

/** How far the documents of a list have come. */
export function sayBatch({ items, issued, failed, waiting }: BatchProgress, language: StaffLanguage = 'en'): string {
  const say = sayIn(language)
  const told = say(
    both(
      `名单 ${items} 份：已出具 ${issued} 份，失败 ${failed} 份，未做 ${waiting} 份。`,
      `${items} documents of the list: ${issued} issued, ${failed} failed, ${waiting} waiting.`,
    ),
  )
  const more = [
    ...(failed > 0
      ? [
          both(
            '失败的原因见 --report；改好后用 --retry-failed 再试。',
            'Why they failed stands in the --report; --retry-failed tries them again.',
          ),
        ]
      : []),
    ...(waiting > 0 ? [both('同样的命令再给一次即可接着做。', 'The same command again goes on with them.')] : []),
  ]
  return [told, ...more.map(say)].join('\n')
}
